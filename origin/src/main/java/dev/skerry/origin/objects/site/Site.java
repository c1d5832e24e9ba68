package dev.skerry.origin.objects.site;

import dev.skerry.origin.objects.BucketSettings;
import dev.skerry.origin.objects.s3.setting.Redirect;
import dev.skerry.origin.objects.s3.setting.RoutingRule;
import dev.skerry.origin.objects.s3.setting.WebsiteDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket answers where a key alone does not say it.
 *
 * @param all where all requests are sent, or null
 * @param index what is added to a key that is empty or ends with a slash
 * @param errorKey of what is answered in the place of an error, or null
 * @param everyError whether it is so for all 4xx; else for 404 alone
 * @param rules the first counts that a request fits
 */
record Site(
    @Nullable Redirect all,
    String index,
    @Nullable String errorKey,
    boolean everyError,
    List<RoutingRule> rules) {
  /** The kind of the setting that configures it. */
  static final String KIND = BucketSettings.WEBSITE;

  private static final String INDEX = "index.html";

  /** Of a bucket that has no website configuration. */
  static final Site UNCONFIGURED = new Site(null, INDEX, "404.html", false, List.of());

  /** Of a bucket that has one. */
  static Site of(WebsiteDocument document) {
    return new Site(
        document.all(),
        Objects.requireNonNullElse(document.indexSuffix(), INDEX),
        document.errorKey(),
        true,
        document.rules());
  }

  /** Whether a key stands for a folder, which its index document answers for. */
  static boolean isFolder(String key) {
    return key.isEmpty() || key.endsWith("/");
  }

  /** The key of what is answered in the place of an error, or null. */
  @Nullable String errorKey(int status) {
    return everyError || status == 404 ? errorKey : null;
  }

  /** The rule for a key whatever becomes of it, or null. */
  @Nullable RoutingRule rule(String key) {
    return rule(key, null);
  }

  /** The rule for a key that would be answered with an error, or null. */
  @Nullable RoutingRule rule(String key, @Nullable Integer error) {
    for (RoutingRule rule : rules) {
      String prefix = rule.keyPrefix();
      if (Objects.equals(rule.errorCode(), error) && (prefix == null || key.startsWith(prefix))) {
        return rule;
      }
    }
    return null;
  }
}
