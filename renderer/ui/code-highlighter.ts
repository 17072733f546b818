import { common, createLowlight } from 'lowlight';

/** Names of files that tell their language where the ending does not. */
const byName: Readonly<Record<string, string>> = {
  makefile: 'makefile',
  gnumakefile: 'makefile',
  gemfile: 'ruby',
  rakefile: 'ruby',
  '.bashrc': 'bash',
  '.zshrc': 'bash',
  '.editorconfig': 'ini',
  '.npmrc': 'ini',
};
const byEnding: Readonly<Record<string, string>> = {
  cfg: 'ini',
  conf: 'ini',
  htm: 'xml',
  vue: 'xml',
  pyi: 'python',
};

const lowlight = createLowlight(common);

/**
 * Reads code of the common languages into words with classes such as `hljs-keyword`. Large: to be
 * loaded only where code is shown.
 */
export const codeHighlighter = {
  /** The language of a file by its name; null when that is none that is known. */
  languageOf(path: string): string | null {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const ending = name.slice(name.lastIndexOf('.') + 1);
    // A name without a dot is no ending, whatever language is called like it.
    const language = byName[name] ?? byEnding[ending] ?? (ending === name ? '' : ending);
    return lowlight.registered(language) ? language : null;
  },
  /** The words of `text`, in the shape that the diff's own reader asks for. */
  highlight: (text: string, language: string) => lowlight.highlight(language, text).children,
};
export type CodeHighlighter = typeof codeHighlighter;
