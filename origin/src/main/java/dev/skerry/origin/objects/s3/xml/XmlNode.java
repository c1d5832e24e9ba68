package dev.skerry.origin.objects.s3.xml;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An element that was read.
 *
 * @param name without its namespace
 * @param text all of its own characters
 * @param attributes by their names without namespaces
 * @param children the elements in it, in their order
 */
public record XmlNode(
    String name, String text, Map<String, String> attributes, List<XmlNode> children) {
  /** The first child of a name. */
  public Optional<XmlNode> child(String wanted) {
    for (XmlNode child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** All children of a name. */
  public List<XmlNode> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** The text of a child without surrounding white space; empty if there is no such child. */
  public Optional<String> value(String wanted) {
    return child(wanted).map(child -> child.text.strip());
  }

  /**
   * This element, if it has no children but those, and of each at most one that may be there once.
   *
   * @param once names that there may be one child of each
   * @param often names that there may be any number of
   * @throws S3Exception {@code MalformedXML} if it has others
   */
  public XmlNode only(Set<String> once, Set<String> often) {
    Set<String> seen = new HashSet<>();
    for (XmlNode child : children) {
      if (!often.contains(child.name) && (!once.contains(child.name) || !seen.add(child.name))) {
        throw S3Error.MALFORMED_XML.exception();
      }
    }
    return this;
  }

  /**
   * The number that a child has for its text; empty if there is no such child.
   *
   * @throws S3Exception {@code MalformedXML} if it is not a decimal number of 32 bits
   */
  public Optional<Integer> number(String wanted) {
    return value(wanted)
        .map(
            text -> {
              try {
                return Integer.parseInt(text);
              } catch (NumberFormatException e) {
                throw S3Error.MALFORMED_XML.exception();
              }
            });
  }

  /**
   * The text of a child that must be there.
   *
   * @throws S3Exception {@code MalformedXML} if it is not
   */
  public String required(String wanted) {
    return value(wanted).orElseThrow(S3Error.MALFORMED_XML::exception);
  }

  /**
   * This element, if it has that name.
   *
   * @throws S3Exception {@code MalformedXML} if it has another
   */
  public XmlNode named(String expected) {
    if (!name.equals(expected)) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return this;
  }
}
