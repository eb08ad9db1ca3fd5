import { describe, expect, it } from 'vitest'
import { centre, contains, distanceToLine, fit, fitRegion, kept, pinched, simplified, toFraction, toStage, zoomAt } from './geometry'

const face = { width: 800, height: 1000 }

describe('geometry', () => {
  it('fits the picture into what the tool rail leaves free', () => {
    const camera = fit(face, { width: 1000, height: 1020 }, { top: 10, right: 0, bottom: 10, left: 200 })
    expect(camera).toEqual({ scale: 1, x: 200, y: 10 })
  })

  it('shows the face and leaves the shoulders outside', () => {
    const camera = fitRegion(face, { x: 0.25, y: 0, width: 0.5, height: 0.5 }, { width: 400, height: 500 })
    expect(camera).toEqual({ scale: 1, x: -200, y: 0 })
  })

  it('goes from a fraction to the stage and back', () => {
    const camera = { scale: 1.7, x: -31, y: 12 }
    const back = toFraction(camera, face, toStage(camera, face, { x: 0.25, y: 0.75 }))
    expect(back.x).toBeCloseTo(0.25, 12)
    expect(back.y).toBeCloseTo(0.75, 12)
  })

  it('keeps what lies under the pointer in place while zooming', () => {
    const before = { scale: 1, x: 0, y: 0 }
    const at = { x: 320, y: 480 }
    const after = zoomAt(before, 2, at, 1)
    const under = toFraction(before, face, at)
    expect(toStage(after, face, under).x).toBeCloseTo(at.x, 9)
    expect(toStage(after, face, under).y).toBeCloseTo(at.y, 9)
  })

  it('zooms neither beyond 800 % nor below 25 % of the fitting size', () => {
    expect(zoomAt({ scale: 0.5, x: 0, y: 0 }, 1000, { x: 0, y: 0 }, 0.5).scale).toBe(4)
    expect(zoomAt({ scale: 0.5, x: 0, y: 0 }, 0.0001, { x: 0, y: 0 }, 0.5).scale).toBe(0.125)
  })

  it('lets two fingers take the picture with them', () => {
    const before = { scale: 1, x: 0, y: 0 }
    const after = pinched(
      before,
      [
        { x: 100, y: 100 },
        { x: 200, y: 100 },
      ],
      [
        { x: 100, y: 140 },
        { x: 300, y: 140 },
      ],
      1,
    )
    expect(after.scale).toBe(2)
    const left = toStage(after, face, toFraction(before, face, { x: 100, y: 100 }))
    expect(left.x).toBeCloseTo(100, 9)
    expect(left.y).toBeCloseTo(140, 9)
  })

  it('never loses the face off the stage', () => {
    const stage = { width: 600, height: 600 }
    expect(kept({ scale: 1, x: 9000, y: -9000 }, face, stage)).toEqual({ scale: 1, x: 400, y: -750 })
  })

  it('knows inside from outside and near from far', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 0, y: 10 },
    ]
    expect(contains(square, { x: 5, y: 5 })).toBe(true)
    expect(contains(square, { x: 11, y: 5 })).toBe(false)
    expect(centre(square)).toEqual({ x: 5, y: 5 })
    expect(
      distanceToLine({ x: 5, y: 3 }, [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ]),
    ).toBe(3)
    expect(
      distanceToLine({ x: 13, y: 4 }, [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ]),
    ).toBe(5)
  })

  it('drops the points that a straight line says as well, and keeps the corner', () => {
    const line = Array.from({ length: 100 }, (_, i) => [i / 100, 0, 0.5] as const)
    expect(simplified(line, 0.001)).toEqual([line[0], line[99]])
    const corner = [
      [0, 0, 0.5],
      [0.5, 0.001, 0.5],
      [1, 0, 0.5],
      [1, 1, 0.5],
    ] as const
    expect(simplified(corner, 0.01)).toEqual([corner[0], corner[2], corner[3]])
  })
})
