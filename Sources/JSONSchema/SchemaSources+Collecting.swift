import JSONReading
import SourceText

// Goes through a document, checks what its keywords hold and finds the schemas in it.
extension SchemaSources {
  /// Collects the schema `node` and those in it.
  mutating func collect(_ node: JSONNode, in document: Int, resource: Int, depth: Int) {
    let place = SchemaPlace(document: document, offset: node.span.start)
    guard !isHopeless, subschemas[place] == nil else { return }
    guard depth <= Self.depthLimit else {
      return fail("schemas lie deeper than \(Self.depthLimit) within each other", at: node, in: document)
    }
    guard node.kind == .object else {
      guard node.boolean != nil else {
        return fail(
          "\(SchemaText.value(node)) is no schema: it must be an object, true or false", at: node, in: document)
      }
      return note(node, place, document, resource)
    }
    var resource = resource
    if node.member("$id")?.kind == .string, resources[resource].root != place {
      resource = addResource(node, in: document, base: resources[resource].base)
    }
    note(node, place, document, resource)
    for (key, value) in node.members {
      guard let name = key.string else { continue }
      guard let keyword = Keyword.all[name] else {
        warn(unknownKeyword: key, name, in: document)
        continue
      }
      guard !resources[resource].vocabularies.isDisjoint(with: keyword.vocabulary) else { continue }
      if let problem = keyword.problem(with: value) {
        fail("\(name) \(problem.message)", at: problem.node, in: document)
        continue
      }
      addAnchor(name, value, place)
      if name == "$ref" || name == "$dynamicRef" { references.append((value, place)) }
      for schema in keyword.subschemas(in: value) {
        collect(schema, in: document, resource: resource, depth: depth + 1)
      }
    }
  }

  private mutating func note(_ node: JSONNode, _ place: SchemaPlace, _ document: Int, _ resource: Int) {
    subschemas[place] = Subschema(node: node, document: document, resource: resource)
    places.append(place)
  }

  private mutating func addAnchor(_ keyword: String, _ value: JSONNode, _ place: SchemaPlace) {
    guard keyword == "$anchor" || keyword == "$dynamicAnchor", let name = value.string,
      let resource = subschemas[place]?.resource
    else { return }
    let known = [resources[resource].anchors[name], resources[resource].dynamicAnchors[name]].compactMap(\.self)
    guard known.allSatisfy({ $0 == place }) else {
      return fail("the anchor '\(name)' is given to two schemas", at: value, in: place.document)
    }
    if keyword == "$anchor" {
      resources[resource].anchors[name] = place
    } else {
      resources[resource].dynamicAnchors[name] = place
    }
  }

  // MARK: References

  /// Follows all references, also those in documents that come in this way.
  mutating func resolveReferences() {
    var next = 0
    while next < references.count, !isHopeless {
      let (value, from) = references[next]
      next += 1
      guard let text = value.string, let source = subschemas[from] else { continue }
      let reference = URIReference(text)
      if let fragment = reference.fragment, !fragment.hasPrefix("/") { dynamicNames.insert(fragment) }
      if let target = resolve(reference, text, at: value, from: source) {
        targets[SchemaPlace(document: from.document, offset: value.span.start)] = target
      }
    }
  }

  private mutating func resolve(
    _ reference: URIReference, _ text: String, at value: JSONNode, from source: Subschema
  ) -> SchemaPlace? {
    let target = reference.resolved(against: resources[source.resource].base)
    let address = target.withoutFragment.description
    guard let resource = self.resource(at: address, text, for: value, in: source.document) else { return nil }
    guard let fragment = target.decodedFragment else {
      fail("the fragment of '\(text)' is not UTF-8", at: value, in: source.document)
      return nil
    }
    if fragment.isEmpty { return resources[resource].root }
    if fragment.hasPrefix("/") { return follow(fragment, text, in: resource, at: value, from: source) }
    if let place = resources[resource].dynamicAnchors[fragment] ?? resources[resource].anchors[fragment] {
      return place
    }
    let known = Array(resources[resource].anchors.keys) + Array(resources[resource].dynamicAnchors.keys)
    // "#name" is often written for "#/$defs/name".
    let near = Suggestion.nearest(to: fragment, among: known).map { "#\($0)" } ?? definition(fragment, in: resource)
    fail(
      "$ref leads to '\(text)', an anchor that there is not" + SchemaText.didYouMean(near), at: value,
      in: source.document)
    return nil
  }

  private mutating func resource(at address: String, _ text: String, for node: JSONNode, in document: Int) -> Int? {
    if let known = resourceAt[address] { return known }
    guard let found = self.document(at: address, text, for: node, in: document) else { return nil }
    return add(found, at: address, addressText: address)
  }

  /// Follows a JSON Pointer from the root of a resource.
  private mutating func follow(
    _ fragment: String, _ text: String, in resource: Int, at value: JSONNode, from source: Subschema
  ) -> SchemaPlace? {
    guard let pointer = JSONPointer(text: fragment) else {
      fail("$ref leads to '\(text)', whose fragment is no JSON Pointer", at: value, in: source.document)
      return nil
    }
    let root = resources[resource].root
    guard var here = subschemas[root]?.node else { return nil }
    var resource = resource
    for token in pointer.tokens {
      guard let next = child(token, of: here, in: root.document) else {
        let near = Suggestion.nearest(to: token, among: here.members.compactMap { $0.key.string })
        fail(
          "$ref leads to '\(text)', where there is nothing"
            + SchemaText.didYouMean(near ?? definition(token, in: resource)),
          at: value, in: source.document)
        return nil
      }
      here = next
      // Schemas within have a base of their own.
      let place = SchemaPlace(document: root.document, offset: here.span.start)
      if let inner = subschemas[place] { resource = inner.resource }
    }
    // Where no keyword has a schema there may be one all the same, since a reference says so.
    collect(here, in: root.document, resource: resource, depth: 1)
    let place = SchemaPlace(document: root.document, offset: here.span.start)
    return subschemas[place] == nil ? nil : place
  }

  /// The pointer to the definition that is nearly or really called `name`.
  private func definition(_ name: String, in resource: Int) -> String? {
    guard let root = subschemas[resources[resource].root]?.node, let definitions = root.member("$defs") else {
      return nil
    }
    let names = definitions.members.compactMap { $0.key.string }
    let near = names.contains(name) ? name : Suggestion.nearest(to: name, among: names)
    return near.map { "#" + JSONPointer(["$defs", $0]).description }
  }
}
