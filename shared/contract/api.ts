import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { keptBackupSchema } from './backup.ts';
import { openers } from '#shared/domain/preferences.ts';
import { conditionSchema, verbSchema } from './condition.ts';
import { auditExportSchema, auditFilterSchema, historyStatsSchema } from './history.ts';
import {
  auditRowSchema,
  directorySizeSchema,
  fileDiffSchema,
  inspectionSchema,
  logChunkSchema,
} from './inspector.ts';
import { operationSchema, planChoicesSchema, planProgressSchema, planSchema } from './plan.ts';
import { chosenPreferencesSchema, preferencesChangeSchema } from './settings.ts';
import { sweepDocumentSchema } from './sweep.ts';
import { workspaceSchema, type LiveEvent } from './view.ts';

const templateSchema = z.object({
  agent: z.string().min(1),
  label: z.string().min(1),
  start: z.array(z.string()).readonly(),
  resume: z.array(z.string()).readonly(),
  restart: z.array(z.string()).readonly(),
});

/**
 * Every call and event between a shell and the screens (and between the terminal entry and a console
 * that is already running). Declared errors are the ones an operator can meet.
 */
const call = oc.errors({
  NOT_FOUND: { message: 'It is not there any more.' },
  REFUSED: { message: 'Refused.', data: z.object({ kind: z.string() }).optional() },
});

/** The asker's own name for a plan: under it `recover.planning` tells how far it is. */
const askedAs = z.string().min(1).max(100).optional();

export const contract = {
  about: call.output(
    z.object({
      version: z.string(),
      home: z.string(),
      shell: z.enum(['desktop', 'browser', 'terminal']),
      platform: z.string(),
      /** Why this is the browser shell and not the desktop window, if it is a fallback. */
      fallbackReason: z.string().nullable(),
    }),
  ),
  /**
   * A snapshot first, then numbered deltas as facts arrive. Our own words on the hottest path: tests
   * hold them to `liveEventSchema`, running consoles do not check every row again.
   */
  live: call.output(eventIterator(z.custom<LiveEvent>())),
  /** One condition with the evidence of the last look; the acknowledged ones too. */
  readCondition: call.input(z.object({ id: z.string() })).output(conditionSchema),
  /** One full look now; resolves when it has finished. */
  lookAgain: call.output(sweepDocumentSchema),
  /** As `lookAgain`, for those who follow `live` and need no document. */
  look: call.output(z.object({ observedAt: z.string() })),
  workspaces: {
    /** `path` absolute; becomes watched. Errors: REFUSED when it is no readable directory. */
    open: call.input(z.object({ path: z.string().min(1) })).output(workspaceSchema),
    close: call.input(z.object({ path: z.string().min(1) })).output(z.object({})),
    /** Repositories with worktrees near the usual places, not watched yet. */
    discover: call.output(
      z.array(z.object({ path: z.string(), name: z.string(), worktrees: z.number().int() })),
    ),
    /**
     * Makes the sample world (a real repository, worktrees and processes) and watches it: in a folder
     * of the home, or below `directory` (absolute). Errors: REFUSED when its place there is taken.
     */
    createSample: call
      .input(z.object({ directory: z.string().min(1) }).optional())
      .output(workspaceSchema),
    /** Ends its processes and removes all of it. */
    removeSample: call.output(z.object({})),
  },
  recover: {
    /** Given up as soon as its signal aborts or the connection ends; as is every call for a plan. */
    plan: call
      .input(
        z.object({
          verb: verbSchema,
          conditionIds: z.array(z.string()).min(1),
          choices: planChoicesSchema.optional(),
          askedAs,
        }),
      )
      .output(planSchema),
    /** A few times a second while a plan is made that was asked for under this name, until its signal aborts. */
    planning: call
      .input(z.object({ askedAs: askedAs.unwrap() }))
      .output(eventIterator(planProgressSchema)),
    /** What an undo of an operation would do: for the review sheet. `keepIgnored`: as with `restore`. */
    planUndo: call
      .input(z.object({ operationId: z.string(), keepIgnored: z.boolean().optional(), askedAs }))
      .output(planSchema),
    /**
     * Takes back what an operation did, at once. Errors: REFUSED says why not; of kind `needs_review`:
     * plan it and let the operator look first.
     */
    undo: call.input(z.object({ operationId: z.string() })).output(operationSchema),
    readPlan: call.input(z.object({ planId: z.string() })).output(planSchema),
    /** `confirmedCount` is what the operator typed for tier 3. */
    apply: call
      .input(
        z.object({
          planId: z.string(),
          fingerprint: z.string(),
          confirmedCount: z.number().int().optional(),
        }),
      )
      .output(operationSchema),
    /** The newest ones; with a condition named, every one about it. Newest first. */
    operations: call
      .input(z.object({ conditionId: z.string().optional() }).optional())
      .output(z.array(operationSchema)),
    /** Items not begun yet are cancelled, the one in hand is finished; NOT_FOUND when it is over. */
    stop: call.input(z.object({ operationId: z.string() })).output(z.object({})),
    /** A new plan for what did not come about. */
    retry: call.input(z.object({ operationId: z.string(), askedAs })).output(planSchema),
  },
  backups: {
    /** What is kept, where, until when; newest first. */
    list: call.output(z.array(keptBackupSchema)),
    /**
     * Plans a restore, at its old place or at `to` (absolute); it is carried out by `recover.apply`.
     * `keepIgnored`: what git ignores there now is kept first as well.
     */
    restore: call
      .input(
        z.object({
          backupId: z.string(),
          to: z.string().min(1).optional(),
          keepIgnored: z.boolean().optional(),
          askedAs,
        }),
      )
      .output(planSchema),
  },
  inspect: {
    environment: call.input(z.object({ environmentId: z.string() })).output(inspectionSchema),
    diff: call
      .input(z.object({ environmentId: z.string(), path: z.string() }))
      .output(fileDiffSchema),
    /** `offset` in bytes; negative counts from the end. At most 256 KiB a piece. */
    log: call
      .input(z.object({ sessionId: z.string(), offset: z.number().int() }))
      .output(logChunkSchema),
    /** Starts the operator's editor, terminal or file manager there. Errors: REFUSED says why not. */
    open: call
      .input(z.object({ environmentId: z.string(), with: z.enum(openers) }))
      .output(z.object({})),
    /** Counts what is on the disk, for some seconds at most. */
    size: call.input(z.object({ environmentId: z.string() })).output(directorySizeSchema),
  },
  audit: {
    /** Newest first. */
    list: call
      .input(
        z.object({
          ...auditFilterSchema.shape,
          before: z.number().int().optional(),
          limit: z.number().int().min(1).max(1000),
        }),
      )
      .output(z.array(auditRowSchema)),
    /** Every verb and transition that the audit names, for a filter. */
    verbs: call.output(z.array(z.string())),
    /** The rows that the filter leaves as one file's text, newest first; at most 50,000. */
    export: call
      .input(z.object({ ...auditFilterSchema.shape, format: z.enum(['json', 'csv', 'md']) }))
      .output(auditExportSchema),
    verify: call.output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('intact'), rows: z.number().int() }),
        z.object({
          kind: z.literal('broken'),
          atSequence: z.number().int(),
          message: z.string(),
        }),
      ]),
    ),
  },
  history: {
    /** The last so many days by the console's wall clock, today included. */
    stats: call
      .input(z.object({ days: z.number().int().min(1).max(365) }))
      .output(historyStatsSchema),
  },
  settings: {
    read: call.output(chosenPreferencesSchema),
    /** Errors: REFUSED names the value that cannot be taken; nothing is changed then. */
    save: call.input(preferencesChangeSchema).output(chosenPreferencesSchema),
    templates: call.output(z.array(templateSchema)),
    saveTemplate: call.input(templateSchema).output(z.array(templateSchema)),
    /** Back to the built-in ones. */
    resetTemplates: call.output(z.array(templateSchema)),
  },
} as const;
