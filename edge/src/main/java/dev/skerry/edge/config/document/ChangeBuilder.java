package dev.skerry.edge.config.document;

import com.google.re2j.Pattern;
import dev.skerry.edge.config.Changes;
import dev.skerry.edge.config.CompressionPolicy;
import dev.skerry.edge.config.CorsPolicy;
import dev.skerry.edge.config.FieldEdits;
import dev.skerry.edge.config.ForwardedPolicy;
import dev.skerry.edge.config.Redirect;
import dev.skerry.edge.config.Rewrite;
import dev.skerry.edge.config.SecurityPolicy;
import dev.skerry.edge.config.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what is changed in requests and responses of what was decoded. */
final class ChangeBuilder {
  private ChangeBuilder() {}

  static Changes changes(Settings merged) {
    Changes changes =
        new Changes(
            redirect(merged.find(ChangeShape.REDIRECT)),
            rewrite(merged.find(ChangeShape.REWRITE)),
            edits(merged.object(ChangeShape.REQUEST_HEADERS)),
            edits(merged.object(ChangeShape.RESPONSE_HEADERS)),
            cors(merged.find(BrowserShape.CORS)),
            security(merged.object(BrowserShape.SECURITY)));
    return changes.equals(Changes.NONE) ? Changes.NONE : changes;
  }

  private static @Nullable Redirect redirect(@Nullable Settings written) {
    return written == null
        ? null
        : new Redirect(
            written.get(ChangeShape.REDIRECT_STATUS).code(), written.get(ChangeShape.REDIRECT_TO));
  }

  private static @Nullable Rewrite rewrite(@Nullable Settings written) {
    if (written == null) {
      return null;
    }
    Template to = written.find(ChangeShape.REWRITE_TO);
    Pattern regex = written.find(ChangeShape.REGEX);
    if (to == null) {
      String strip = written.find(ChangeShape.STRIP_PREFIX);
      String add = written.find(ChangeShape.ADD_PREFIX);
      return new Rewrite.Prefix(strip == null ? "" : strip, add == null ? "" : add);
    }
    return regex == null ? new Rewrite.Whole(to) : new Rewrite.Regex(regex, to);
  }

  private static FieldEdits edits(Settings written) {
    List<FieldEdits.Line> set = new ArrayList<>();
    List<FieldEdits.Line> add = new ArrayList<>();
    Map<String, Template> setWritten = written.find(ChangeShape.SET);
    if (setWritten != null) {
      setWritten.forEach((name, value) -> set.add(new FieldEdits.Line(name, value)));
    }
    Map<String, List<Template>> addWritten = written.find(ChangeShape.ADD);
    if (addWritten != null) {
      addWritten.forEach(
          (name, values) -> values.forEach(value -> add.add(new FieldEdits.Line(name, value))));
    }
    List<String> remove = written.find(ChangeShape.REMOVE);
    return new FieldEdits(remove == null ? List.of() : remove, set, add);
  }

  private static @Nullable CorsPolicy cors(@Nullable Settings written) {
    if (written == null) {
      return null;
    }
    List<String> origins = written.get(BrowserShape.ORIGINS);
    return new CorsPolicy(
        origins.contains("*"),
        new HashSet<>(origins),
        written.get(BrowserShape.METHODS),
        written.get(BrowserShape.HEADERS),
        written.get(BrowserShape.EXPOSE),
        written.get(BrowserShape.CREDENTIALS),
        (int) (written.get(BrowserShape.MAX_AGE) / 1000));
  }

  private static SecurityPolicy security(Settings written) {
    List<SecurityPolicy.Line> always = new ArrayList<>();
    if (written.get(BrowserShape.NOSNIFF)) {
      always.add(new SecurityPolicy.Line("x-content-type-options", "nosniff"));
    }
    BrowserShape.Frame frame = written.find(BrowserShape.FRAME);
    if (frame != null) {
      always.add(new SecurityPolicy.Line("x-frame-options", frame.name()));
    }
    line("referrer-policy", written.find(BrowserShape.REFERRER), always);
    line("content-security-policy", written.find(BrowserShape.CSP), always);
    line("permissions-policy", written.find(BrowserShape.PERMISSIONS), always);
    Settings hsts = written.find(BrowserShape.HSTS);
    return new SecurityPolicy(
        always,
        hsts == null
            ? List.of()
            : List.of(new SecurityPolicy.Line("strict-transport-security", hsts(hsts))));
  }

  private static void line(String name, @Nullable String value, List<SecurityPolicy.Line> lines) {
    if (value != null) {
      lines.add(new SecurityPolicy.Line(name, value));
    }
  }

  private static String hsts(Settings hsts) {
    return "max-age="
        + hsts.get(BrowserShape.HSTS_AGE) / 1000
        + (hsts.get(BrowserShape.HSTS_SUBDOMAINS) ? "; includeSubDomains" : "")
        + (hsts.get(BrowserShape.HSTS_PRELOAD) ? "; preload" : "");
  }

  static CompressionPolicy compression(Settings written) {
    return new CompressionPolicy(
        written.get(ChangeShape.COMPRESS) ? written.get(ChangeShape.CODINGS) : List.of(),
        written.get(ChangeShape.TYPES),
        written.get(ChangeShape.MIN_SIZE));
  }

  static ForwardedPolicy forwarded(Settings written) {
    return new ForwardedPolicy(
        written.get(BrowserShape.TRUST),
        written.get(BrowserShape.X_FORWARDED),
        written.get(BrowserShape.FORWARDED_FIELD));
  }
}
