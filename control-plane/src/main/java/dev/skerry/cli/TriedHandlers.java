package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.edge.config.document.Sources;
import dev.skerry.edge.exchange.ErrorPages;
import dev.skerry.handler.Binding;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of an edge on which an author tries handlers: theirs, with their limits, at
 * their hooks and paths, before one origin and for every host.
 */
final class TriedHandlers implements Configuration.DocumentSource {
  private static final String HANDLERS = "handlers";
  private static final String KEY_VALUES = "key-values";
  private static final String LIMITS = "limits";
  private static final String POOLS = "pools";
  private static final String SECRET = "secret";
  private static final String RULES = "rules";
  private static final String PATH = "path";
  private static final String PAGE = "page-of-what-is-wrong";

  private final Path file;
  private final Hook hook;
  private final String origin;

  /** The handler as it was at first, where the file is one. */
  private final @Nullable HandlerSpec alone;

  private volatile Set<Path> read;

  /**
   * What is tried.
   *
   * @param file a configuration, or a handler
   * @param hook where a handler alone is called
   * @param origin its URL
   */
  TriedHandlers(Path file, Hook hook, String origin) {
    this.file = file;
    this.hook = hook;
    this.origin = origin;
    this.alone = HandlerSources.isHandlerFile(file) ? HandlerSources.alone(file) : null;
    this.read = Set.of(file);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Compilation load() {
    Set<Path> files = ConcurrentHashMap.newKeySet();
    files.add(file);
    try {
      Sources sources = remembering(files);
      if (alone != null) {
        return ofTheFile(compile(before(alone), sources));
      }
      Compilation written =
          ConfigDocument.compile(file.toString(), Files.readAllBytes(file), sources);
      return written instanceof Compiled compiled ? compile(reduced(compiled), sources) : written;
    } catch (IOException e) {
      return ConfigDocument.load(file); // which says why it cannot be read
    } finally {
      read = Set.copyOf(files);
    }
  }

  /**
   * A configuration that answers each request with a page, in place of what is wrong: by a handler,
   * as that is before all else.
   */
  Snapshot showing(MistakePage page) {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.putObject(HANDLERS).putObject(PAGE).put("code", script(page));
    site(document).put(Hook.VIEWER_REQUEST.token(), PAGE);
    return switch (compile(document, Sources.none())) {
      case Compiled compiled -> compiled.snapshot();
      case Refused(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  private static String script(MistakePage page) {
    return """
    function handler(event) {
      const accept = event.request.headers.accept;
      const page = accept && accept.value.includes('text/html') ? %s : %s;
      return {
        statusCode: 500,
        headers: {'content-type': {value: page.type}, 'cache-control': {value: 'no-store'}},
        body: page.text,
      };
    }
    """
        .formatted(json(page.page("text/html")), json(page.page(null)));
  }

  private static String json(ErrorPages.Page page) {
    return JsonMapper.shared().writeValueAsString(page);
  }

  private Compilation compile(ObjectNode document, Sources sources) {
    document.putObject("access-log").put("format", "combined");
    return ConfigDocument.compile(
        file + " (tried).json", document.toString().getBytes(UTF_8), sources);
  }

  /** Problems of a handler alone are its file's, and not of the document that is made for it. */
  private Compilation ofTheFile(Compilation compilation) {
    return compilation instanceof Refused(var problems)
        ? new Refused(
            problems.stream()
                .map(each -> new Problem(name(), 0, 0, "", each.message(), each.expected()))
                .toList())
        : compilation;
  }

  private ObjectNode before(HandlerSpec handler) {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document
        .putObject(HANDLERS)
        .putObject(handler.id())
        .put("source", handler.file())
        .put("kind", handler.kind().token());
    site(document).put(hook.token(), handler.id());
    return document;
  }

  /** Of a configuration its handlers, and where the first site that has some calls them. */
  private ObjectNode reduced(Compiled compiled) {
    JsonNode written = JsonMapper.shared().readTree(compiled.shown().json());
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.set(HANDLERS, withSecrets(written.path(HANDLERS), compiled));
    for (String member : List.of(KEY_VALUES, LIMITS)) {
      if (written.has(member)) {
        document.set(member, written.path(member));
      }
    }
    // Pools that a handler names are there, and are all the same server.
    ObjectNode pools = document.putObject(POOLS);
    written
        .path(POOLS)
        .propertyNames()
        .forEach(name -> pools.putObject(name).putArray("origins").add(origin));
    ObjectNode site = site(document);
    for (JsonNode each : written.path("sites")) {
      var rules = JsonMapper.shared().createArrayNode();
      boolean any = copyHooks(each, site);
      for (JsonNode rule : each.path(RULES)) {
        ObjectNode reduced = JsonMapper.shared().createObjectNode();
        if (rule.has(PATH) && copyHooks(rule, reduced)) {
          reduced.set(PATH, rule.path(PATH));
          rules.add(reduced);
        }
      }
      if (any || !rules.isEmpty()) {
        site.set(RULES, rules);
        return document;
      }
    }
    throw new Failure(
        ExitCodes.PROBLEM, file + ": no site calls a handler; expected one that does");
  }

  /** Handlers as they are shown, but with the secrets that they are given. */
  private static JsonNode withSecrets(JsonNode shown, Compiled compiled) {
    for (HandlerSpec spec : compiled.snapshot().handlers()) {
      JsonNode bindings = shown.path(spec.id()).path("bindings");
      spec.bindings()
          .byName()
          .forEach(
              (name, binding) -> {
                if (binding instanceof Binding.Secret(String text)
                    && bindings.path(name) instanceof ObjectNode written
                    && written.has(SECRET)) {
                  written.put(SECRET, text);
                }
              });
    }
    return shown;
  }

  private static boolean copyHooks(JsonNode from, ObjectNode to) {
    boolean any = false;
    for (Hook each : Hook.OF_EXCHANGES) {
      if (from.has(each.token())) {
        to.set(each.token(), from.path(each.token()));
        any = true;
      }
    }
    return any;
  }

  private ObjectNode site(ObjectNode document) {
    return document.putArray("sites").addObject().put("hosts", "*").put("origin", origin);
  }

  private Sources remembering(Set<Path> files) {
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of(".") : parent;
    Sources real = Sources.of(folder);
    return new Sources() {
      @Override
      public byte[] file(String name) throws IOException {
        files.add(folder.resolve(name));
        return real.file(name);
      }

      @Override
      public @Nullable String variable(String name) {
        return real.variable(name);
      }
    };
  }

  @Override
  public @Nullable Bundle bundle() {
    return null; // for this process alone
  }

  /** All files that the last {@link #load} was made from. */
  Set<Path> files() {
    return read;
  }
}
