import type { Row } from '../../../testing/execute.ts';

export const extremes: readonly Row[] = [
  [
    'ldsmaxb w2, w3, [x1]',
    0x3822_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldsmaxab w2, w3, [x1]',
    0x38a2_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldsmaxb w2, wzr, [sp]',
    0x3822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxah w2, w3, [x1]',
    0x78a2_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxlh w2, w3, [x1]',
    0x7862_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'ldsmaxh w2, wzr, [sp]',
    0x7822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxl w2, w3, [x1]',
    0xb862_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxal w2, w3, [x1]',
    0xb8e2_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldsmax w2, wzr, [sp]',
    0xb822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxal x2, x3, [x1]',
    0xf8e2_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmax x2, x3, [x1]',
    0xf822_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldsmax x2, xzr, [sp]',
    0xf822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminb w2, w3, [x1]',
    0x3822_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminab w2, w3, [x1]',
    0x38a2_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminb w2, wzr, [sp]',
    0x3822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminah w2, w3, [x1]',
    0x78a2_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'ldsminlh w2, w3, [x1]',
    0x7862_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminh w2, wzr, [sp]',
    0x7822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminl w2, w3, [x1]',
    0xb862_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldsminal w2, w3, [x1]',
    0xb8e2_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmin w2, wzr, [sp]',
    0xb822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminal x2, x3, [x1]',
    0xf8e2_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldsmin x2, x3, [x1]',
    0xf822_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmin x2, xzr, [sp]',
    0xf822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxb w2, w3, [x1]',
    0x3822_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldumaxab w2, w3, [x1]',
    0x38a2_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxb w2, wzr, [sp]',
    0x3822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxah w2, w3, [x1]',
    0x78a2_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxlh w2, w3, [x1]',
    0x7862_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxh w2, wzr, [sp]',
    0x7822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxl w2, w3, [x1]',
    0xb862_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxal w2, w3, [x1]',
    0xb8e2_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax w2, wzr, [sp]',
    0xb822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxal x2, x3, [x1]',
    0xf8e2_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax x2, x3, [x1]',
    0xf822_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax x2, xzr, [sp]',
    0xf822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'lduminb w2, w3, [x1]',
    0x3822_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminab w2, w3, [x1]',
    0x38a2_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'lduminb w2, wzr, [sp]',
    0x3822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminah w2, w3, [x1]',
    0x78a2_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'lduminlh w2, w3, [x1]',
    0x7862_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'lduminh w2, wzr, [sp]',
    0x7822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminl w2, w3, [x1]',
    0xb862_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'lduminal w2, w3, [x1]',
    0xb8e2_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldumin w2, wzr, [sp]',
    0xb822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminal x2, x3, [x1]',
    0xf8e2_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldumin x2, x3, [x1]',
    0xf822_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldumin x2, xzr, [sp]',
    0xf822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
];
