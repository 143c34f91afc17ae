/** What a state of the built-in hypervisor looks like, for one that comes from a file: see `Seat.accepts`. */
import { anyOf, bool, listUpTo, nullOr, oneOf, record, type Shape, text, uint } from '../shape.ts';
import { QUESTION_LENGTH_MAX } from './exit.ts';
import { POLLS_MAX } from './loader.ts';
import { SECTORS_MAX, type VmConfig } from './vm.ts';

const TEXT_LENGTH_MAX = 64;
/** Pieces of a file. */
const EXTENTS_MAX = 2 ** 20;

const disk = record({ base: uint(), requests: uint() });
const polls = uint(POLLS_MAX);

const loadingOf = ({ virtio }: VmConfig): Shape =>
  anyOf(
    record({ at: oneOf('deviceId', 'version', 'features'), slot: uint(virtio.count) }),
    record({ at: oneOf('finding'), disk, polls, sectors: listUpTo(uint(), SECTORS_MAX + 1) }),
    record({
      at: oneOf('reading'),
      disk,
      polls,
      extents: listUpTo(record({ sector: uint(), count: uint() }), EXTENTS_MAX),
      loaded: uint(),
      sizeBytes: uint(2 ** 32),
    }),
  );

/** `bytesPerCall`: of a console call. */
export function hypervisorShape(vm: VmConfig, bytesPerCall: number): Shape {
  const phase = anyOf(
    record({ kind: oneOf('off') }),
    record({ kind: oneOf('loading'), loading: loadingOf(vm), wakesAt: nullOr(uint()) }),
    record({ kind: oneOf('running', 'waiting') }),
    record({ kind: oneOf('asking'), question: text(QUESTION_LENGTH_MAX) }),
    record({
      kind: oneOf('typing'),
      form: text(TEXT_LENGTH_MAX),
      asked: oneOf('status', 'data'),
      bytes: listUpTo(uint(0xff), bytesPerCall + 1),
      wanted: uint(bytesPerCall),
      address: nullOr(uint()),
    }),
    record({ kind: oneOf('ended'), isFailure: bool }),
  );
  return record({ phase, nextTable: uint() });
}
