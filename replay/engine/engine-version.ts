/** Name and version of this program, as recordings keep it. Equal to package.json's, which a test holds it to. */
export const ENGINE = 'replay/0.1.0';
