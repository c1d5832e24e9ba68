package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller wants purged, as it is sent. */
@Describe("What to purge: whatever at least one of the members selects.")
public record PurgeRequest(
    @Describe("URLs, with all of their variants.") List<String> urls,
    @Describe("What carries one of these tags.") List<String> tags,
    @Describe("What begins with one of these URLs.") List<String> prefixes,
    @Describe("What belongs to one of these hosts.") List<String> hosts,
    @Describe("What this condition holds for.") @Bounds(min = 1) @Nullable String expression,
    @Describe("All that is stored; alone.") boolean everything,
    @Describe("Only of this site.") @Bounds(min = 1) @Nullable String site,
    @Describe("Make it stale instead of unusable.") boolean soft,
    @Describe("Only count it.") boolean dryRun) {
  /** So many targets at most. */
  public static final int TARGETS_MAX = 1_000;

  /** Keeps copies. */
  public PurgeRequest {
    urls = List.copyOf(urls);
    tags = List.copyOf(tags);
    prefixes = List.copyOf(prefixes);
    hosts = List.copyOf(hosts);
  }

  /**
   * What that means.
   *
   * @throws ProblemException for all that is wrong with it
   */
  public PurgeOrder order() throws ProblemException {
    List<Violation> violations = new ArrayList<>();
    List<Selector> selectors = selectors(violations);
    if (violations.isEmpty()) {
      checkNumber(selectors.size(), violations);
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(violations);
    }
    return new PurgeOrder(site, selectors, soft, dryRun);
  }

  private List<Selector> selectors(List<Violation> violations) {
    List<Selector> selectors = new ArrayList<>();
    Targets targets = new Targets(selectors, violations);
    targets.add("urls", urls, text -> new Selector.Url(TargetUrl.withoutScheme(text)));
    targets.add("tags", tags, Selector.Tag::new);
    targets.add("prefixes", prefixes, text -> new Selector.Prefix(TargetUrl.withoutScheme(text)));
    targets.add("hosts", hosts, text -> new Selector.Host(TargetUrl.authority(text)));
    if (expression != null) {
      try {
        selectors.add(new Selector.Matching(Expression.parse(expression)));
      } catch (ExpressionException e) {
        violations.add(Violation.in("/expression", String.valueOf(e.getMessage())));
      }
    }
    if (everything) {
      selectors.add(new Selector.Everything());
    }
    return List.copyOf(selectors);
  }

  private record Targets(List<Selector> selectors, List<Violation> violations) {
    void add(String name, List<String> texts, Function<String, Selector> selector) {
      for (int i = 0; i < texts.size(); i++) {
        String text = texts.get(i);
        try {
          if (text.isBlank()) {
            throw new IllegalArgumentException("expected a string that is not empty");
          }
          selectors.add(selector.apply(text));
        } catch (IllegalArgumentException e) {
          violations.add(Violation.in("/" + name + "/" + i, String.valueOf(e.getMessage())));
        }
      }
    }
  }

  private void checkNumber(int targets, List<Violation> violations) {
    if (targets == 0) {
      violations.add(
          Violation.in(
              "",
              "nothing to purge: name urls, tags, prefixes, hosts, an expression or everything"));
    } else if (targets > TARGETS_MAX) {
      violations.add(Violation.in("", targets + " targets, expected at most " + TARGETS_MAX));
    } else if (targets > 1 && everything) {
      violations.add(
          Violation.in(
              "/everything",
              "everything leaves nothing for another target; give only one of them"));
    }
  }
}
