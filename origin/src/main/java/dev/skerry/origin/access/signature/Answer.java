package dev.skerry.origin.access.signature;

import java.util.ArrayList;
import java.util.List;

/**
 * How a service tells a client why its request is refused.
 *
 * @param status of the response
 * @param code the error's name: in {@code __type} of JSON, without namespace, and in {@code Code}
 *     of XML
 * @param message the error's text
 * @param details further elements of XML, in their order; none for tables
 */
public record Answer(int status, String code, String message, List<Detail> details) {
  /** Keeps a copy of the list. */
  public Answer {
    details = List.copyOf(details);
  }

  /** An element of the error in XML; its text is not escaped. */
  public record Detail(String name, String text) {}

  /** With further elements, given as name, text, name, text. */
  static Answer of(int status, String code, String message, String... namesAndTexts) {
    List<Detail> details = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      details.add(new Detail(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return new Answer(status, code, message, details);
  }
}
