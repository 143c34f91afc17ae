/** An image that can't be used: unreadable, damaged, for another machine, or placed where there is no room. One line. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}
