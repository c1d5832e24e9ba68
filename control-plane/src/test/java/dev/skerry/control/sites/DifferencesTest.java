package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.sites.Difference.Change;
import dev.skerry.edge.config.document.Bundle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final String OLD =
      """
      pools:
        shop: {origins: [http://10.0.0.1:8000]}
        old: {origins: [http://10.0.0.9:8000]}
      sites:
        - name: shop
          hosts: shop.example.com
          pool: shop
          rules:
            - {path: /static/**, cache: {mode: force, ttl: 30d}}
            - {name: admin, path: /admin/**, cache: {mode: bypass}}
        - name: blog
          hosts: blog.example.com
          pool: old
      """;

  private static Differences.Side side(Bundle bundle) throws VersionException {
    return new Differences.Side(bundle, Sites.check(bundle));
  }

  private static Difference between(String old, String now) throws VersionException {
    return Differences.between(side(Documents.yaml(old)), side(Documents.yaml(now)));
  }

  private static List<String> lines(Difference difference) {
    return difference.changes().stream().map(DifferencesTest::line).toList();
  }

  private static String line(Change change) {
    return (change.kind() + " " + change.what() + " " + change.name()).toLowerCase(Locale.ROOT);
  }

  @Test
  void sitesRulesPoolsAndSettingsAreToldApart() throws Exception {
    Difference difference =
        between(
            OLD,
            """
            listen: {http2: false}
            pools:
              shop: {origins: [http://10.0.0.1:8000, http://10.0.0.2:8000]}
              new: {origins: [http://10.0.0.3:8000]}
            sites:
              - name: shop
                hosts: shop.example.com
                pool: shop
                rules:
                  - {path: /static/**, cache: {mode: force, ttl: 60d}}
                  - {path: /api/**, cache: {mode: bypass}}
              - name: news
                hosts: news.example.com
                pool: new
            """);
    assertThat(difference.same()).isFalse();
    assertThat(lines(difference))
        .containsExactly(
            "added setting listen",
            "changed pool shop",
            "removed pool old",
            "added pool new",
            "changed rule shop/1",
            "removed rule shop/admin",
            "added rule shop/2",
            "removed site blog",
            "added site news");
    assertThat(difference.text()).contains("\n-").contains("\n+").contains("60d");
  }

  @Test
  void onlyTheOrderOfRulesIsAChangeOfTheSite() throws Exception {
    Difference difference =
        between(
            OLD.replace("{path: /static", "{name: static, path: /static"),
            """
            pools:
              shop: {origins: [http://10.0.0.1:8000]}
              old: {origins: [http://10.0.0.9:8000]}
            sites:
              - name: shop
                hosts: shop.example.com
                pool: shop
                rules:
                  - {name: admin, path: /admin/**, cache: {mode: bypass}}
                  - {name: static, path: /static/**, cache: {mode: force, ttl: 30d}}
              - name: blog
                hosts: blog.example.com
                pool: old
            """);
    assertThat(lines(difference)).containsExactly("changed site shop");
  }

  @Test
  void aCommentIsNoChangeToSeeButAnotherVersion() throws Exception {
    Difference difference = between(OLD, "# nothing\n" + OLD);
    assertThat(difference.same()).isFalse();
    assertThat(lines(difference)).containsExactly("changed unshown ");
    assertThat(difference.text()).isEmpty();
  }

  @Test
  void valuesOfVariablesAreNotShownButThatTheyChanged() throws Exception {
    String document = "sites: [{hosts: '*', origin: '${ENV:ORIGIN}'}]\n";
    Difference difference =
        Differences.between(
            side(new Bundle("a", document, Map.of(), Map.of("ORIGIN", "http://10.0.0.1:1"))),
            side(new Bundle("a", document, Map.of(), Map.of("ORIGIN", "http://10.0.0.2:1"))));
    assertThat(lines(difference)).containsExactly("changed variable origin");
    assertThat(difference.text()).isEmpty();
  }

  @Test
  void theFirstConfigurationIsAllNew() throws Exception {
    Difference difference = Differences.toFirst(side(Documents.yaml(OLD)));
    assertThat(lines(difference))
        .containsExactly("added pool shop", "added pool old", "added site shop", "added site blog");
    assertThat(difference.text()).startsWith("@@ -0,0 +1,");
  }
}
