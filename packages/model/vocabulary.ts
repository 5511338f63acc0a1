import { type BoundContract, compileContract } from './contract.ts'
import type { Place } from './content.ts'
import type { Customer } from './customer.ts'
import { type Problem, type Result, problem } from './errors.ts'
import { createEnvironment, type Environment, localeKey, type Scope } from './expression.ts'
import { localeOf } from './locale.ts'
import type { Contract, Language, Organisation, Template } from './template.ts'

/**
 * What a template's expressions may name, and how one record becomes the values they name: the
 * contract's properties, `customer`, `organisation` and `links`. Made once for each template.
 */
export interface Vocabulary {
  readonly environment: Environment
  readonly contract: BoundContract
  /** The scope of one record; problems (MSV-D007) when the data does not fit the contract. */
  scopeOf(recipient: Recipient): Result<Scope>
}

/** One record, and for whom and in which language it is said. */
export interface Recipient {
  readonly data: Readonly<Record<string, unknown>>
  readonly customer: Customer
  /** Language of the message, as decided; the notation also follows the customer's country. */
  readonly language: Language
  readonly links?: Readonly<Record<string, string>>
  /** True where the data is known to fit, so that it is not validated again. */
  readonly checked?: boolean
}

/** Names that are not the contract's to give. */
export const givenNames = ['customer', 'organisation', 'links'] as const

/**
 * Compiles a template's contract and declares its names. Attributes of customers are those of
 * `customer:` in misiva.yaml, and those the template's samples show. Problems as of
 * `compileContract`, and MSV-C011 for a property that hides one of `givenNames`.
 */
export function vocabularyOf(
  template: Pick<Template, 'contract' | 'samples'>,
  organisation: Organisation,
  placeOf: (pointer: string) => Place | undefined = () => undefined,
): Result<Vocabulary> {
  const contract = compileContract(template.contract, placeOf)
  if (!contract.ok) return contract
  const problems: Problem[] = []
  for (const name of givenNames)
    if (Object.hasOwn(contract.value.variables, name))
      problems.push(
        problem(
          'MSV-C011',
          `The contract cannot describe “${name}”: that name is given to every template`,
          placeOf(`/properties/${name}`),
          'choose another name',
        ),
      )
  if (problems.length > 0) return { ok: false, problems }
  const given = compileContract(givenSchema(organisation, template))
  if (!given.ok) return given
  const environment = createEnvironment({
    variables: { ...contract.value.variables, ...given.value.variables },
    types: [...contract.value.types, ...given.value.types],
  })
  return {
    ok: true,
    value: new TemplateVocabulary(environment, contract.value, given.value, organisation),
  }
}

class TemplateVocabulary implements Vocabulary {
  readonly environment: Environment
  readonly contract: BoundContract
  readonly #given: BoundContract
  readonly #organisation: Organisation

  constructor(
    environment: Environment,
    contract: BoundContract,
    given: BoundContract,
    organisation: Organisation,
  ) {
    this.environment = environment
    this.contract = contract
    this.#given = given
    this.#organisation = organisation
  }

  scopeOf({ data, customer, language, links = {}, checked = false }: Recipient): Result<Scope> {
    if (!checked) {
      const fit = this.contract.bind(data)
      if (!fit.ok) return fit
    }
    const organisation = this.#organisation
    const given = this.#given.bindChecked({ customer: described(customer), organisation, links })
    const { timeZone = organisation.timeZone, country } = customer
    const locale = localeOf({ language, country, timeZone, currency: organisation.currency })
    return {
      ok: true,
      value: { ...this.contract.bindChecked(data), ...given, [localeKey]: locale },
    }
  }
}

/** Which contact points answer to the names content uses; the first of each that has an address. */
const pointNames: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['sms', 'voice', 'phone'],
  postal: ['print', 'post'],
}

function described(customer: Customer): Record<string, unknown> {
  const values: Record<string, unknown> = {
    ...customer.attributes,
    key: customer.key,
    name: customer.name,
    language: customer.language,
    country: customer.country,
    timeZone: customer.timeZone,
  }
  for (const name in pointNames)
    for (const channel of pointNames[name]!) {
      const point = customer.contactPoints.find((p) => p.channel === channel)
      if (values[name] === undefined && point !== undefined) values[name] = point.address
    }
  return values
}

const text = { type: 'string' }

function givenSchema(organisation: Organisation, template: Pick<Template, 'samples'>): Contract {
  const attributes = { ...sampleAttributes(template), ...organisation.customer }
  for (const [name, schema] of Object.entries(attributes)) {
    // What nobody noted about a customer is not so: `when: customer.wantsDocument` needs no guard.
    const type = (schema as { type?: unknown } | null)?.type
    if (type === 'boolean') attributes[name] = { default: false, ...(schema as object) }
  }
  return {
    type: 'object',
    properties: {
      customer: {
        type: 'object',
        properties: {
          ...attributes,
          key: text,
          name: text,
          language: text,
          country: text,
          timeZone: text,
          email: text,
          phone: text,
          postal: text,
        },
      },
      organisation: { type: 'object', properties: { name: text, currency: text, timeZone: text } },
      links: { type: 'object', properties: { portal: text } },
    },
  }
}

/** Attributes the samples' customers have; a number is exact, whichever numbers the samples show. */
function sampleAttributes(template: Pick<Template, 'samples'>): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  for (const { data } of template.samples) {
    const customer = data['customer'] as { attributes?: Record<string, unknown> } | null | undefined
    const given = customer?.attributes
    if (typeof given !== 'object' || given === null) continue
    for (const [name, value] of Object.entries(given)) {
      const type = typeof value
      if (type !== 'string' && type !== 'number' && type !== 'boolean') continue
      const known = attributes[name] as { type: string } | undefined
      attributes[name] = known && known.type !== type ? {} : { type }
    }
  }
  return attributes
}
