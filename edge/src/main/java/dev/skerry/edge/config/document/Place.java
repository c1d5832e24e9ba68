package dev.skerry.edge.config.document;

/**
 * Where a value stands.
 *
 * @param mark in the text
 * @param path in the tree, {@code sites[0].rules[2].cache.ttl}; empty for the whole document
 */
record Place(Mark mark, String path) {
  Place field(String name, Mark at) {
    return new Place(at, path.isEmpty() ? name : path + '.' + name);
  }

  Place item(int index, Mark at) {
    return new Place(at, path + '[' + index + ']');
  }
}
