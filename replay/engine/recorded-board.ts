/** The machine that a recording was made on. */
import { requestOf } from '../boards/recorded-request.ts';
import type { BoardRequest } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import type { LogReader } from '../log/reader.ts';

/** The request that a recording was made from. Throws `RequestError`, or `LogError` when an image can't be read. */
export function requestIn(log: LogReader): BoardRequest {
  const { shift, append, parameters, images } = log.header;
  return requestOf({
    shift,
    append,
    parameters,
    images: images.map(({ role, name, sizeBytes }, index) => ({
      role,
      name,
      image: SparseImage.from(sizeBytes, log.imageParts(index)),
    })),
  });
}
