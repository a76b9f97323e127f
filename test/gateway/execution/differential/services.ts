/** Three services that share clients, carers and teams: every form of type that an answer can have. */
export const SERVICES = {
  dossier: {
    sdl: `
      type Query {
        client(id: ID!): Client
        clients(first: Int): [Client!]
        notes: [Note]
        things: [[Thing!]]
        found(kind: Kind): [Anything!]
        count: Int
        ratio: Float!
        raw: Raw
      }
      type Mutation { rename(name: String!): Client close: Boolean! }
      type Client @key(fields: "id") {
        id: ID! name: String! kind: Kind raw: Raw weight: Float age: Int happy: Boolean tags: [String!] matrix: [[Int]]
        partner: Client address: Address @shareable carer: Carer carers: [Carer]! notes: [Note!]!
      }
      type Address @shareable { street: String city: String! }
      enum Kind { ONE TWO THREE }
      scalar Raw
      interface Note { id: ID! text: String by: Carer }
      type FamilyNote implements Note @key(fields: "id") { id: ID! text: String by: Carer from: String! }
      type NurseNote implements Note @key(fields: "id") { id: ID! text: String by: Carer handover: Kind! }
      union Anything = Client | FamilyNote | Thing
      type Thing { label: String! size: Int deep: Thing }
      type Carer @key(fields: "id") { id: ID! }`,
  },
  staff: {
    sdl: `
      type Query { teams: [Team!] }
      type Mutation { disband(id: ID!): Team }
      type Client @key(fields: "id") { id: ID! log: [Entry!] }
      type Entry { at: String! by: Carer }
      type Carer @key(fields: "id") { id: ID! title: String team: Team }
      type Team @key(fields: "id") { id: ID! title: String! members: [Carer!]! }
      type NurseNote @key(fields: "id") { id: ID! checked: Boolean! }`,
  },
  figures: {
    sdl: `
      type Query { mood: Kind }
      type Client @key(fields: "id") {
        id: ID! weight: Float @external bmi: String @requires(fields: "weight") mood: Kind address: Address @shareable
      }
      type Address @shareable { city: String! floor: Int }
      type Team @key(fields: "id") { id: ID! budget: Float costs: [Float!]! }
      enum Kind { ONE TWO THREE }`,
  },
} as const;
