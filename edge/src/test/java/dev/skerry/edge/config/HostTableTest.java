package dev.skerry.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTableTest {
  private final Snapshot snapshot =
      compile(
          """
          defaults: {origin: http://127.0.0.1}
          sites:
            - {name: exact, hosts: www.example.com}
            - {name: wide, hosts: "*.example.com"}
            - {name: narrow, hosts: ["*.shop.example.com", "[2001:db8::1]"]}
            - {name: rest, hosts: "*"}
          """);

  static Snapshot compile(String yaml) {
    Compilation compilation =
        ConfigDocument.compile("test.yaml", yaml.getBytes(StandardCharsets.UTF_8), Sources.none());
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).snapshot();
  }

  @ParameterizedTest(name = "{0} is answered by {1}")
  @CsvSource({
    "www.example.com, exact",
    "www.example.com., exact",
    "a.example.com, wide",
    "a.b.example.com, wide",
    "a.shop.example.com, narrow",
    "shop.example.com, wide",
    "example.com, rest",
    ".example.com, rest",
    "[2001:db8:0:0:0:0:0:1], narrow",
    "[2001:db8::1], narrow",
    "[2001:db8::2], rest",
    "[nonsense, rest",
    "other.org, rest",
    "'', rest",
    "., rest",
  })
  void the_exact_name_wins_then_the_longest_wildcard_then_the_star(String host, String site) {
    Site found = Objects.requireNonNull(snapshot.site(host));
    assertThat(found.name()).isEqualTo(site);
  }

  @Test
  void without_a_star_a_foreign_host_has_no_site() {
    Snapshot narrow = compile("sites: [{hosts: a.example, origin: \"http://127.0.0.1\"}]");
    assertThat(narrow.site("b.example")).isNull();
  }
}
