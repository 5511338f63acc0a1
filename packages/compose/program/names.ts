/**
 * The names content may use: the contract's own, and `customer`, `organisation`, `links` that every
 * template has. They are one JSON Schema, so that they are checked and bound like any other data.
 */
import { compileContract, createEnvironment, localeOf, makeScope } from '@misiva/model'
import type {
  BoundContract,
  Contract,
  Customer,
  Environment,
  Locale,
  Release,
  Result,
  Scope,
  Template,
} from '@misiva/model'

/** Addresses made for one communication. */
export interface Links {
  /** The customer's own page for this communication. */
  readonly portal: string
  /** Its document, to be kept; beside the page unless it is given. */
  readonly document?: string
}

export interface Names {
  readonly environment: Environment
  readonly contract: BoundContract
  scopeOf(data: Readonly<Record<string, unknown>>, customer: Customer, links: Links): Scope
  localeFor(customer: Customer): Locale
}

type Schema = Readonly<Record<string, unknown>>

const text: Schema = { type: 'string' }

interface Known {
  readonly organisation: Release['organisation']
  readonly samples: Template['samples']
  readonly names: Result<Names>
}

const known = new WeakMap<Template['contract'], Known>()

/**
 * The names of a template; made once for its contract, samples and organisation, so that a release
 * in which only a text is another shares them.
 */
export function namesOf(
  release: Pick<Release, 'organisation'>,
  template: Pick<Template, 'contract' | 'samples'>,
): Result<Names> {
  const { organisation } = release
  const { contract, samples } = template
  const found = known.get(contract)
  if (found?.organisation === organisation && found.samples === samples) return found.names
  const names = makeNames(release, template)
  known.set(contract, { organisation, samples, names })
  return names
}

function makeNames(
  release: Pick<Release, 'organisation'>,
  template: Pick<Template, 'contract' | 'samples'>,
): Result<Names> {
  const contract = compileContract(template.contract)
  if (!contract.ok) return contract
  const whole = compileContract(withStanding(template, release))
  if (!whole.ok) return whole
  const { variables, types } = whole.value
  const { organisation } = release
  const house = { name: organisation.name }
  return {
    ok: true,
    value: {
      environment: createEnvironment({ variables, types }),
      contract: contract.value,
      localeFor: (customer) => localeFor(customer, release),
      scopeOf: (data, customer, links) => {
        const record = {
          ...data,
          customer: customerView(customer),
          organisation: house,
          links: linksView(links),
        }
        return makeScope(whole.value.bindChecked(record), localeFor(customer, release))
      },
    },
  }
}

function linksView({ portal, document = portal.replace(/(?=[?#]|$)/, '/document') }: Links): Links {
  return { portal, document }
}

function localeFor(customer: Customer, release: Pick<Release, 'organisation'>): Locale {
  const { timeZone, currency } = release.organisation
  return localeOf({
    language: customer.language,
    country: customer.country,
    timeZone: customer.timeZone ?? timeZone,
    currency,
  })
}

/** The contract with the names every template has; where it describes a customer, that is added to. */
function withStanding(
  template: Pick<Template, 'contract' | 'samples'>,
  release: Pick<Release, 'organisation'>,
): Contract {
  const { contract } = template
  const properties = (contract['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const own = (properties['customer']?.['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const customer: Schema = {
    type: 'object',
    properties: { ...attributesOf(template, release), ...own, ...customerFields },
  }
  return {
    ...contract,
    properties: {
      ...properties,
      customer,
      organisation: { type: 'object', properties: { name: text } },
      links: { type: 'object', properties: { portal: text, document: text } },
    },
  }
}

const customerFields: Readonly<Record<string, Schema>> = {
  key: text,
  name: text,
  language: text,
  country: text,
  timeZone: text,
  email: text,
  phone: text,
  postal: text,
}

/**
 * Attributes are the source's own: those misiva.yaml declares, and those the samples show. What
 * nobody noted about a customer is not so: `when: customer.wantsDocument` needs no guard.
 */
function attributesOf(
  template: Pick<Template, 'samples'>,
  release: Pick<Release, 'organisation'>,
): Record<string, Schema> {
  const found: Record<string, Schema> = {}
  for (const sample of template.samples) {
    const customer = sample.data['customer'] as Partial<Customer> | undefined
    for (const [name, value] of Object.entries(customer?.attributes ?? {}))
      found[name] = { type: typeof value === 'number' ? 'number' : typeof value }
  }
  const declared = (release.organisation.customer ?? {}) as Readonly<Record<string, Schema>>
  const all: Record<string, Schema> = { ...found, ...declared }
  for (const [name, schema] of Object.entries(all))
    if (schema?.['type'] === 'boolean') all[name] = { default: false, ...schema }
  return all
}

/** `+44 7700 900123`, E.164 with any spacing. */
const phoneForm = /^\+[\d ()-]{6,}$/

/** What content sees of a customer. Contact points are told apart by the form of the address. */
export function customerView(customer: Customer): Readonly<Record<string, unknown>> {
  const usable = customer.contactPoints.filter((point) => point.state !== 'suppressed')
  const find = (test: (address: string) => boolean) =>
    usable.find(({ address }) => test(address))?.address
  const email = find((address) => /^\S+@\S+$/.test(address))
  const phone = find((address) => phoneForm.test(address))
  const lines = find((address) => address.includes('\n'))
  return {
    ...customer.attributes,
    key: customer.key,
    name: customer.name,
    language: customer.language,
    ...(customer.country !== undefined && { country: customer.country }),
    ...(customer.timeZone !== undefined && { timeZone: customer.timeZone }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(lines !== undefined && { postal: postalOf(customer.name, lines) }),
  }
}

/** As it stands on the envelope: the name, then the lines below it. */
function postalOf(name: string, lines: string): string {
  return lines.split('\n', 1)[0]!.trim() === name.trim() ? lines : `${name}\n${lines}`
}

/** The customer a sample speaks of; one in the organisation's language where it names none. */
export function sampleCustomer(
  data: Readonly<Record<string, unknown>>,
  language: string,
): Customer {
  const given = data['customer'] as Partial<Customer> | undefined
  return {
    key: '10000',
    name: 'Sample Customer',
    contactPoints: [],
    preferences: [],
    ...given,
    language: given?.language ?? language,
  }
}
