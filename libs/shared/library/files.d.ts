/** The exercises and, after them, the check-ins, one file each. */
export declare const exerciseFiles: readonly URL[];

/** The programs, one file each. */
export declare const programFiles: readonly URL[];

/** The texts about privacy, records and safety, one file each. */
export declare const documentFiles: readonly URL[];

/** The translations, one file each. */
export declare const translationFiles: readonly URL[];

/** The translations of one text, which the loader merges into it. */
export declare function translationsOf(file: URL): readonly URL[];
