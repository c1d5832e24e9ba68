package dev.skerry.edge.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.CachePolicy;
import dev.skerry.edge.config.Changes;
import dev.skerry.edge.config.Guards;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a right document. */
class SnapshotTest {
  private static Compilation.Compiled compiled(String yaml) {
    Compilation compilation =
        ConfigDocument.compile(
            "test.yaml", yaml.getBytes(StandardCharsets.UTF_8), TestSources.INSTANCE);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return (Compilation.Compiled) compilation;
  }

  private static Site site(Snapshot snapshot, String host) {
    return Objects.requireNonNull(snapshot.site(host), host);
  }

  @Test
  void one_origin_needs_no_document() {
    Compilation compilation = ConfigDocument.compileForOrigin("http://127.0.0.1:8000");
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    Snapshot snapshot = ((Compilation.Compiled) compilation).snapshot();
    Rule rule = site(snapshot, "anything.example").rule("/a");
    assertThat(rule.pool()).isEqualTo("http://127.0.0.1:8000");
    PoolConfig pool = Objects.requireNonNull(snapshot.pools().get("http://127.0.0.1:8000"));
    assertThat(pool.origins()).containsExactly(new PoolConfig.Origin(false, "127.0.0.1", 8000, 1));
    assertThat(rule.guards()).isSameAs(Guards.NONE);
    assertThat(rule.changes()).isSameAs(Changes.NONE);
    assertThat(rule.cache().semantics()).isEqualTo(dev.skerry.edge.semantics.CachePolicy.DEFAULT);
    assertThat(rule.cache().mode()).isEqualTo(CachePolicy.Mode.RESPECT);
  }

  @Test
  void a_small_memory_needs_no_smaller_max_object() {
    String document =
        "{cache: {memory: 8MiB}, sites: [{hosts: '*', origin: 'http://127.0.0.1:1'}]}";
    assertThat(compiled(document).snapshot().cache().maxObjectBytes()).isEqualTo(8 << 20);
    assertThat(compiled(document.replace("8MiB", "1GiB")).snapshot().cache().maxObjectBytes())
        .isEqualTo(64 << 20);
  }

  @Test
  void a_wrong_url_of_one_origin_is_told() {
    assertThat(ConfigDocument.compileForOrigin("127.0.0.1:8000"))
        .isInstanceOf(Compilation.Refused.class);
    assertThat(ConfigDocument.compileForOrigin("\"\n: x")).isInstanceOf(Compilation.Refused.class);
  }

  @Test
  void a_rule_lies_over_its_site_and_the_site_over_the_defaults() {
    Snapshot snapshot =
        compiled(
                """
                defaults:
                  cache: {default-ttl: 1m, min-ttl: 1s}
                  response-headers: {set: {x-a: defaults, x-b: defaults}}
                sites:
                  - hosts: "*"
                    origin: http://127.0.0.1
                    basic-auth: {users: {a: "$2b$12$abcdefghijklmnopqrstuuKuZhpPq9kLkyhkL0dWnSLbm1vvrNyq2"}}
                    response-headers: {set: {X-B: site}}
                    key: {query: {mode: allow, names: a}}
                    rules:
                      - path: /open/**
                        basic-auth: null
                        cache: {default-ttl: 2m}
                        key: {query: {mode: none}}
                """)
            .snapshot();
    Site site = site(snapshot, "x");
    Rule open = site.rule("/open/x");
    Rule rest = site.rule("/other");
    assertThat(open.name()).isEqualTo("*/1");
    assertThat(rest.name()).isEqualTo("*/default");
    assertThat(open.guards().basicAuth()).isNull();
    assertThat(rest.guards().basicAuth()).isNotNull();
    assertThat(open.cache().semantics().ttl().defaultSeconds()).isEqualTo(120);
    assertThat(open.cache().semantics().ttl().minSeconds()).isEqualTo(1);
    assertThat(rest.cache().semantics().ttl().defaultSeconds()).isEqualTo(60);
    assertThat(rest.changes().response().set())
        .extracting(line -> line.name() + "=" + line.value())
        .containsExactly("x-a=defaults", "x-b=site");
    assertThat(open.key().query().normalise("a=1")).isNull();
    assertThat(rest.key().query().normalise("a=1&b=2")).isEqualTo("a=1");
  }

  @Test
  void a_rules_own_origin_goes_before_the_sites_pool() {
    Snapshot snapshot =
        compiled(
                """
                pools: {main: {origins: http://10.0.0.1}}
                sites:
                  - hosts: "*"
                    pool: main
                    rules: [{path: /api/**, origin: "https://[2001:db8::1]:8443/"}]
                """)
            .snapshot();
    Site site = site(snapshot, "x");
    assertThat(site.rule("/x").pool()).isEqualTo("main");
    assertThat(site.rule("/api").pool()).isEqualTo("https://[2001:db8:0:0:0:0:0:1]:8443");
    assertThat(snapshot.pools()).hasSize(2);
  }

  @Test
  void rules_match_in_order_and_runs_of_slashes_match_as_one() {
    Site site =
        site(
            compiled(
                    """
                    sites:
                      - hosts: "*"
                        origin: http://127.0.0.1
                        rules:
                          - {path: /admin/**, name: admin}
                          - {path: ["*.css", "/a/*"], name: many}
                    """)
                .snapshot(),
            "x");
    assertThat(site.rule("//admin///x").name()).isEqualTo("*/admin");
    assertThat(site.rule("/admin/x.css").name()).isEqualTo("*/admin");
    assertThat(site.rule("/x.css").name()).isEqualTo("*/many");
    assertThat(site.rule("/a/b").name()).isEqualTo("*/many");
    assertThat(site.rule("/").name()).isEqualTo("*/default");
    assertThat(site.rule("*").name()).isEqualTo("*/default");
  }

  @Test
  void limits_are_as_given_and_else_at_their_defaults() {
    Limits limits =
        compiled(
                "limits: {header-bytes: 64KiB, idle-timeout: 1m30s}\n"
                    + "sites: [{hosts: \"*\", origin: http://127.0.0.1}]")
            .snapshot()
            .limits();
    assertThat(limits.headerBytes()).isEqualTo(65536);
    assertThat(limits.idleTimeoutMs()).isEqualTo(90_000);
    assertThat(limits.http2Streams()).isEqualTo((int) Limit.HTTP2_STREAMS.byDefault());
    assertThat(Limits.DEFAULT.requestContentBytes()).isGreaterThan(5L << 30);
  }

  @Test
  void the_fingerprint_follows_the_document_its_files_and_its_variables() throws IOException {
    String document =
        """
        sites:
          - hosts: "*"
            origin: http://127.0.0.1:${ENV:PORT}
            certificates: [{certificate: good.crt, key: good.key}]
        """;
    String fingerprint = compiled(document).snapshot().fingerprint();
    assertThat(compiled(document).snapshot().fingerprint()).isEqualTo(fingerprint);
    assertThat(compiled(document + "\n").snapshot().fingerprint()).isNotEqualTo(fingerprint);
    assertThat(site(compiled(document).snapshot(), "x").rule("/").pool())
        .isEqualTo("http://127.0.0.1:8000");
  }

  @Test
  void handlers_are_given_what_is_bound_to_them_by_name_and_in_order() {
    String document =
        """
        key-values:
          inline: {entries: {/old: /new, weight: 50, "on": true}}
          file: {source: redirects.json}
        handlers:
          a:
            source: handler.js
            bindings:
              TEXT: {variable: hello}
              PORT: {variable: "${ENV:PORT}"}
              KEY: {secret: "${ENV:URL_KEY}"}
              FILE: {secret-file: api-key.txt}
              INLINE: {key-values: inline}
              REDIRECTS: {key-values: file}
          b: {source: handler.js, bindings: {REDIRECTS: {key-values: file}}}
          c: {source: handler.js}
        sites: [{hosts: "*", origin: http://127.0.0.1}]
        """;
    List<HandlerSpec> handlers = compiled(document).snapshot().handlers();
    Map<String, Binding> bound = handlers.getFirst().bindings().byName();
    assertThat(bound.keySet())
        .containsExactly("TEXT", "PORT", "KEY", "FILE", "INLINE", "REDIRECTS");
    assertThat(bound)
        .containsEntry("TEXT", new Binding.Variable("hello"))
        .containsEntry("PORT", new Binding.Variable("8000"))
        .containsEntry("KEY", new Binding.Secret("0123456789abcdef0123456789abcdef"))
        .containsEntry("FILE", new Binding.Secret("sesame-open-file"));
    assertThat(bound.get("INLINE"))
        .isEqualTo(
            KeyValues.of(
                "inline", Map.of("/old", "/new", "weight", "50", "on", "true"), Instant.EPOCH));
    assertThat(bound.get("REDIRECTS"))
        .isEqualTo(KeyValues.of("file", Map.of("/old", "/new", "/a", ""), Instant.EPOCH))
        .isSameAs(handlers.get(1).bindings().find("REDIRECTS"));
    assertThat(handlers.get(2).bindings()).isEqualTo(Bindings.NONE);
    assertThat(compiled(document).snapshot().handlers()).isEqualTo(handlers);
  }

  @Test
  void the_shown_document_has_no_secret() {
    ShownDocument shown =
        compiled(
                """
                sites:
                  - hosts: "*"
                    origin: http://127.0.0.1
                    signed-urls: {keys: {k1: "0123456789abcdef", k2: "${ENV:URL_KEY}"}}
                    basic-auth: {users: {a: "$2b$12$abcdefghijklmnopqrstuuKuZhpPq9kLkyhkL0dWnSLbm1vvrNyq2"}}
                    request-headers: {set: {Authorization: Bearer abc, x-api-key: def, x-plain: ghi}}
                    rules: [{path: /x, basic-auth: null, rate-limit: {requests-per-second: 1.5}}]
                handlers:
                  h:
                    source: handler.js
                    bindings:
                      A: {secret: sesame-open-here}
                      B: {secret-file: api-key.txt}
                      C: {secret: "${ENV:URL_KEY}"}
                """)
            .shown();
    for (String text : new String[] {shown.yaml(), shown.json()}) {
      assertThat(text)
          .doesNotContain("0123456789abcdef")
          .doesNotContain("$2b$")
          .doesNotContain("Bearer")
          .doesNotContain("sesame")
          .doesNotContain("URL_KEY")
          .contains("api-key.txt")
          .doesNotContain("def")
          .contains("ghi")
          .contains("k1")
          .contains("1.5")
          .contains("null");
    }
  }

  @Test
  void no_record_of_a_snapshot_prints_a_secret() {
    Snapshot snapshot =
        compiled(
                """
                pools: {p: {origins: https://127.0.0.1, tls: {certificate: good.crt, key: good.key}}}
                sites:
                  - hosts: "*"
                    pool: p
                    certificates: [{certificate: good.crt, key: good.key}]
                    signed-urls: {keys: {k1: "0123456789abcdef"}}
                    basic-auth: {users: {a: "$2b$12$abcdefghijklmnopqrstuuKuZhpPq9kLkyhkL0dWnSLbm1vvrNyq2"}}
                handlers: {h: {source: handler.js, bindings: {A: {secret: sesame-open-here}}}}
                """)
            .snapshot();
    assertThat(snapshot + " " + snapshot.handlers().getFirst().bindings().byName())
        .contains("A=***")
        .doesNotContain("sesame")
        .doesNotContain("0123456789abcdef")
        .doesNotContain("$2b$")
        .doesNotContain("PRIVATE");
  }

  @Test
  void a_file_is_loaded_with_what_lies_beside_it(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("skerry.yaml");
    Files.write(folder.resolve("a.crt"), TestSources.INSTANCE.file("good.crt"));
    Files.write(folder.resolve("a.key"), TestSources.INSTANCE.file("good.key"));
    Files.writeString(
        file,
        "sites: [{hosts: \"*\", origin: http://127.0.0.1,"
            + " certificates: [{certificate: a.crt, key: a.key}]}]");
    assertThat(ConfigDocument.load(file)).isInstanceOf(Compilation.Compiled.class);
    Files.delete(folder.resolve("a.key"));
    assertThat(ConfigDocument.load(file)).isInstanceOf(Compilation.Refused.class);
    assertThat(ConfigDocument.load(folder.resolve("none.yaml")))
        .isInstanceOf(Compilation.Refused.class);
  }
}
