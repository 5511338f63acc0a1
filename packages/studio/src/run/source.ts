/** The file's own name; its whole path, where a run was given one, is too long for a title. */
export const fileOf = (source: string): string => source.split(/[\\/]/).at(-1) || source
