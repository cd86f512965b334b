// The addresses of the page's own files: of the same edition as the script that asks for them.

/** Return the address of a file by its path in this folder. */
export const file = (path) => new URL(path, import.meta.url).href;
