package dev.skerry.edge.config.document;

/**
 * One thing that is wrong with a document.
 *
 * @param file the document's name
 * @param line begins with 1; 0 where it is in no place of it, as when there is no such file
 * @param column begins with 1
 * @param path where in the document, {@code sites[0].rules[2].cache.ttl}; empty for the whole
 * @param message what is wrong
 * @param expected what would be right; empty where the message says it
 */
public record Problem(
    String file, int line, int column, String path, String message, String expected) {

  /** One line for people and editors: {@code skerry.yaml:3:7: sites[0].hosts: … (expected …)}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line + ':' + column)
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message
        + (expected.isEmpty() ? "" : "; expected " + expected);
  }
}
