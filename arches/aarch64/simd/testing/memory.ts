/** What lies at 0x8000. Byte i is 37 i + 11. */
export const MEMORY = Array.from({ length: 64 }, (_, i) => ((37 * i + 11) & 255).toString(16).padStart(2, '0')).join(' ');
