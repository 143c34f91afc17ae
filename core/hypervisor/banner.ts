/** Our drawing of the word ArceOS, each letter made of itself. `guest/lib/banner.c` has the same. */
export const BANNER: readonly string[] = [
  '',
  '     AAA                                    OOOOO     SSSSSS',
  '    AA AA                                 OOO   OOO  SS    SS',
  '   AA   AA    rr rrrr    cccccc    eeeee  OO     OO  SS',
  '  AA     AA   rrrr  rr  cc    cc  ee   ee OO     OO   SSSSSS',
  '  AAAAAAAAA   rr        cc        eeeeeee OO     OO        SS',
  '  AA     AA   rr        cc        ee      OO     OO        SS',
  '  AA     AA   rr        cc    cc  ee   ee OOO   OOO  SS    SS',
  '  AA     AA   rr         cccccc    eeeee    OOOOO     SSSSSS',
  '',
];
