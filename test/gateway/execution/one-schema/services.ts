/** Four services with everything that federation 2 lets services share: what made-up operations are asked of. */
export const SERVICES = {
  shop: `
    type Query {
      product(id: ID!): Product
      products(first: Int): [Product!]!
      media: [Media!]
      medium(id: ID): Media
      grid: [[Cell]]
      found(kind: Kind, like: Filter): [Found]
      node: Node
      nodes: [Node!]
      room(at: Int): Room
      count: Int! @shareable
    }
    type Mutation { rename(name: String): Product drop: Boolean! }
    scalar JSON
    enum Kind { ONE TWO THREE }
    enum Currency { EUR USD }
    input Filter { kinds: [Kind!] = [ONE] min: Int deep: Filter }
    interface Node { id: ID! }
    type Product implements Node @key(fields: "id") @key(fields: "sku") {
      id: ID! sku: String! title(lang: String = "nl"): String! price(currency: Currency! = EUR): Int weight: Float
      dims: Dims @shareable owner: Person related: [Product!] raw(given: JSON): JSON box: Box kind: Kind tags: [String!]
      ad: Media room: Room
    }
    type Box { w: Int! unit: Unit rest: Int }
    type Dims @shareable { w: Int! h: Int unit: Unit }
    type Unit @shareable { code: String! }
    interface Media @key(fields: "id") { id: ID! title: String owner: Person sequel: Media }
    type Film implements Media @key(fields: "id") { id: ID! title: String owner: Person sequel: Media minutes: Int! }
    type Book implements Media @key(fields: "id") {
      id: ID! title: String owner: Person sequel: Media pages: Int author: Person!
    }
    union Found = Product | Film | Person | Cell
    type Cell implements Node @key(fields: "id") { id: ID! x: Int next: Cell }
    type Person implements Node @key(fields: "id") { id: ID! }
    type Room @key(fields: "floor house { code }") { floor: Int! house: House! label: String }
    type House @key(fields: "code") { code: String! }`,
  stock: `
    type Query { stocked(min: Int = 3): [Product] count: Int! @shareable }
    enum Currency { EUR USD }
    interface Node { id: ID! }
    type Product implements Node @key(fields: "id") {
      id: ID! price(currency: Currency! = EUR): Int @external weight: Float @external box: Box @external
      ad: Media @external
      shipping(zone: Int): String @requires(fields: "weight price(currency: USD)")
      tax: String @requires(fields: "price(currency: EUR)")
      volume: String @requires(fields: "box { w unit { code } }")
      blurb: String @requires(fields: "ad { id ... on Film { minutes } }")
      bundle: String @requires(fields: "related { id weight }")
      related: [Product!] @external
      stock: Int @shareable
      dims: Dims @shareable
      cell: Cell
    }
    interface Media { id: ID! }
    type Film implements Media @key(fields: "id") { id: ID! minutes: Int! @external }
    type Book implements Media @key(fields: "id") { id: ID! }
    type Box @shareable { w: Int! @external unit: Unit @external }
    type Dims @shareable { w: Int! h: Int }
    type Unit @shareable { code: String! }
    type Cell @key(fields: "id") { id: ID! y: Int! owner: Person beside: Node }
    type Person implements Node @key(fields: "id") { id: ID! }
    type Room @key(fields: "floor house { code }") { floor: Int! house: House! shelves: [Product] }
    type House @key(fields: "code") { code: String! city: String }`,
  people: `
    type Query { me: Person people(ids: [ID!]): [Person!] reviews: [Review] }
    type Mutation { praise(who: ID): Person }
    type Person @key(fields: "id") @key(fields: "email") {
      id: ID! email: ID! name: String! secret: String @inaccessible friends(first: Int): [Person!]! pet: Pet favourite: Media favourites: [Media]
    }
    union Pet = Cat | Dog
    type Cat { name: String lives: Int owner: Person }
    type Dog { name: String! lives: String owner: Person }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int reviews(first: Int): [Review!]! }
    type Review @key(fields: "id") { id: ID! body: String by: Person about: Cell on: Media product: Product @provides(fields: "stock") }
    type Cell @key(fields: "id") { id: ID! }
    type Product @key(fields: "id") { id: ID! stock: Int @external }`,
  ranks: `
    type Query { ranked: [Product!] recent: [Recent!] }
    union Recent = Review | Product | Person
    type Product @key(fields: "sku") { sku: String! rank: Int tax: String @external label: String @requires(fields: "tax") similar: [Product] kind: Kind @override(from: "shop") }
    enum Kind { ONE TWO THREE }
    type Person @key(fields: "email") @key(fields: "id") { 
      email: ID! id: ID! score: Int boss: Person secret: String @external hint: String @requires(fields: "secret")
    }
    type Review @key(fields: "id") {
      id: ID! about: Cell @external verdict: String @requires(fields: "about { id }") votes: [[Int!]]
    }
    type Cell @key(fields: "id") { id: ID! }`,
} as const;
