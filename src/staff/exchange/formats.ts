/** Questions in one QTI package, so that with its manifest it stays below the limit of files. */
export const QTI_MOST = 60;
