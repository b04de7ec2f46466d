import { useSession } from '../../components/use-session.ts'
import { ErasureForm } from './ErasureForm.tsx'
import { ErasureOrders } from './ErasureOrders.tsx'
import { HoldList } from './HoldList.tsx'

/** What was erased by order or is held; a data-protection officer orders, another one confirms. */
export function ErasuresView() {
  const isDpo = useSession().officer.role === 'dpo'
  return (
    <section className="oversight__anomalies">
      {isDpo ? <ErasureForm /> : null}
      <ErasureOrders mayDecide={isDpo} />
      <HoldList mayRelease={isDpo} />
    </section>
  )
}
