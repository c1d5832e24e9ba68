package dev.skerry.origin.tables.model.error;

/**
 * One thing that is wrong.
 *
 * @param path of the attribute as it is called in items, such as {@code address.lines[2]}; empty
 *     for the whole item
 * @param problem what is wrong with it, to be read after the path
 */
public record Finding(String path, String problem) {
  @Override
  public String toString() {
    return path.isEmpty() ? problem : path + " " + problem;
  }
}
