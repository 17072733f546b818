// Loaded before everything else, so that the page is never painted in a theme that was not chosen.
import { readAppearance, showAppearance } from '#renderer/app/appearance.ts';

showAppearance(document.documentElement, readAppearance(localStorage));
