/** The exercises and, after them, the check-ins, one file each. */
export declare const exerciseFiles: readonly URL[];

/** The programs, one file each. */
export declare const programFiles: readonly URL[];

/** The texts about privacy, records and safety, one file each. */
export declare const documentFiles: readonly URL[];
