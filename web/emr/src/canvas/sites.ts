/** Names the region of the shipped outlines that a point lies in. The doctor may name it otherwise. */
import type { ViewName } from './model'
import { contains } from './geometry'

export const SITES = [
  'forehead',
  'glabella',
  'crows_feet_right',
  'crows_feet_left',
  'temple_right',
  'temple_left',
  'under_eye_right',
  'under_eye_left',
  'nose',
  'cheek_right',
  'cheek_left',
  'nasolabial_right',
  'nasolabial_left',
  'lips',
  'chin',
  'jaw_right',
  'jaw_left',
  'neck',
  'scalp',
] as const
export type Site = (typeof SITES)[number]

type Region = readonly [site: string, polygon: readonly (readonly [number, number])[]]

/** Front outline, 800 × 1000; the patient's right is on the viewer's left. Half of the face, mirrored for the other, 2 over the middle. First match wins. */
const FRONT_HALF: readonly Region[] = [
  [
    'glabella',
    [
      [346, 330],
      [402, 322],
      [402, 410],
      [352, 400],
      [334, 350],
    ],
  ],
  [
    'forehead',
    [
      [216, 268],
      [260, 226],
      [402, 204],
      [402, 322],
      [346, 330],
      [286, 345],
      [226, 362],
    ],
  ],
  [
    'crows_feet',
    [
      [186, 362],
      [254, 372],
      [252, 468],
      [188, 470],
    ],
  ],
  [
    'temple',
    [
      [184, 268],
      [226, 300],
      [226, 362],
      [184, 362],
    ],
  ],
  [
    'under_eye',
    [
      [252, 420],
      [376, 420],
      [372, 470],
      [252, 472],
    ],
  ],
  [
    'nose',
    [
      [352, 400],
      [402, 410],
      [402, 572],
      [350, 566],
      [344, 520],
    ],
  ],
  [
    'nasolabial',
    [
      [344, 530],
      [352, 570],
      [334, 612],
      [318, 640],
      [288, 630],
      [302, 580],
    ],
  ],
  [
    'lips',
    [
      [318, 596],
      [402, 590],
      [402, 684],
      [326, 672],
    ],
  ],
  [
    'cheek',
    [
      [186, 470],
      [252, 466],
      [372, 470],
      [344, 530],
      [302, 580],
      [288, 630],
      [262, 640],
      [212, 592],
    ],
  ],
  [
    'chin',
    [
      [334, 676],
      [402, 684],
      [402, 760],
      [346, 750],
    ],
  ],
  [
    'jaw',
    [
      [212, 560],
      [290, 630],
      [334, 676],
      [346, 750],
      [304, 726],
      [244, 668],
    ],
  ],
]

const SIDE: readonly Region[] = [
  [
    'glabella',
    [
      [208, 340],
      [246, 340],
      [246, 400],
      [206, 400],
    ],
  ],
  [
    'forehead',
    [
      [206, 340],
      [264, 192],
      [420, 260],
      [360, 350],
      [246, 352],
    ],
  ],
  [
    'crows_feet',
    [
      [318, 360],
      [400, 360],
      [400, 470],
      [318, 470],
    ],
  ],
  [
    'temple',
    [
      [360, 340],
      [430, 290],
      [480, 400],
      [400, 420],
    ],
  ],
  [
    'under_eye',
    [
      [240, 430],
      [318, 430],
      [318, 480],
      [240, 480],
    ],
  ],
  [
    'nose',
    [
      [160, 400],
      [240, 400],
      [256, 540],
      [168, 548],
    ],
  ],
  [
    'lips',
    [
      [186, 580],
      [262, 600],
      [262, 676],
      [190, 680],
    ],
  ],
  [
    'nasolabial',
    [
      [246, 536],
      [290, 560],
      [290, 640],
      [258, 640],
    ],
  ],
  [
    'chin',
    [
      [200, 676],
      [300, 670],
      [310, 776],
      [200, 776],
    ],
  ],
  [
    'cheek',
    [
      [250, 470],
      [480, 470],
      [470, 640],
      [290, 650],
      [290, 560],
    ],
  ],
  [
    'jaw',
    [
      [290, 640],
      [500, 560],
      [500, 660],
      [400, 752],
      [308, 770],
    ],
  ],
]

const SIDED = new Set(['crows_feet', 'temple', 'under_eye', 'cheek', 'nasolabial', 'jaw'])

export function siteAt(view: ViewName, x: number, y: number): string {
  if (view === 'front') {
    const right = x <= 0.5
    return named(FRONT_HALF, (right ? x : 1 - x) * 800, y * 1000, right ? 'right' : 'left') ?? (y > 0.76 ? 'neck' : y < 0.27 ? 'scalp' : '')
  }
  const own = view === 'left' ? x : 1 - x
  return named(SIDE, own * 800, y * 1000, view) ?? (y > 0.76 ? 'neck' : '')
}

function named(regions: readonly Region[], x: number, y: number, side: string): string | undefined {
  const found = regions.find(([, polygon]) =>
    contains(
      polygon.map(([px, py]) => ({ x: px, y: py })),
      { x, y },
    ),
  )
  return found === undefined ? undefined : SIDED.has(found[0]) ? `${found[0]}_${side}` : found[0]
}
