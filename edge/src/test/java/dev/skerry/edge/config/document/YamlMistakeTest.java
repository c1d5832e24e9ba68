package dev.skerry.edge.config.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Compilation.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authors are told of a text that is no YAML; lines are parted by bars. */
final class YamlMistakeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = 0,
      textBlock =
          """
          sites:|  - hosts: a|   origin: b~3:4: is indented as no line above that it could belong to; expected the same indentation as the lines that it belongs to
          handlers:|  p:|    kind: js|   source: x~4:4: is indented as no line above that it could belong to; expected the same indentation as the lines that it belongs to
          sites:|\t- hosts: a~2:1: a tab stands in the indentation; expected spaces
          sites:|  - hosts: "a|~2:12: the quotes that open here are not closed; expected quotes at the value's end
          sites:|  - hosts: 'a|~2:12: the quotes that open here are not closed; expected quotes at the value's end
          sites: [a, b|~2:1: found the end of the file within the list that begins in line 1 with '['; expected ',' or ']'
          sites: {a: b|c: d~2:2: found ': d' within the mapping that begins in line 1 with '{'; expected ',' or '}'
          sites:|  - origin: a: b~2:14: a second ':' stands in this line; expected quotes around a value that holds ': '
          sites:|  - hosts a|    origin: x~3:11: a key cannot stand here: the line before it is no mapping, or another indentation; expected ':' after each key, and the same indentation as the lines that it belongs to
          sites: @x~1:8: a value begins with @; expected quotes around it, as "…"
          sites:|  - hosts: *|~2:12: a value begins with *; expected quotes around it, as "…"
          sites: "\\q"~1:10: there is no escape \\q; expected \\\\ for one backslash
          sites: "\\u00zz"~1:11: an escape is not complete: '00zz"'; expected its hexadecimal digits
          sites: "b" c~1:12: something follows the value: 'c'; expected the end of the line, or quotes around all of it
          sites: {b: c}}~1:14: something follows the value: '}'; expected the end of the line, or quotes around all of it
          sites: ]~1:8: cannot go on with ']'; expected a value, or the end of the line
          sites: \\|x~1:9: cannot go on with 'x'; expected a value, or the end of the line
          sites: b|- c~2:1: an item of a list stands among keys; expected KEY: VALUE, or another indentation
          sites:|  - b|  c: d~3:3: a key stands among the items of a list; expected '- ', or another indentation
          sites:|  a\u0001b~2:4: holds the character U+0001; expected characters that can be seen, and line ends
          """)
  void aBrokenDocumentIsToldInTheWordsOfWhoWritesIt(String document, String problem) {
    String text = document.replaceAll("(?<!\\\\)\\|", "\n").replace("\\|", "|");
    Compilation compilation =
        ConfigDocument.compile("skerry.yaml", text.getBytes(UTF_8), Sources.none());
    assertThat(compilation)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .hasToString("skerry.yaml:" + problem.replaceFirst(": ", ": is not YAML: ")));
  }
}
