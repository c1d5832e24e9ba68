package dev.skerry.edge.config.document;

import dev.skerry.edge.config.CronExpression;
import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec.OnFailure;
import dev.skerry.handler.HandlerSpec.RunOn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How handlers are written, and which of them a rule runs. */
final class HandlerShape {
  static final Field<HandlerKind> KIND =
      Field.of(
              "kind",
              Scalars.choice(HandlerKind.class, HandlerKind::token),
              "js: JavaScript in the shape of CloudFront Functions, for code of your own. java: a"
                  + " jar with a class that implements hooks, for code of your own. wasm: a"
                  + " WebAssembly module, for code of anybody (docs/handlers-wasm.md)."
                  + " js-sandboxed: as js, for code of anybody, and slower.")
          .or(HandlerKind.JS);
  static final Field<FileShape.Content> SOURCE =
      Field.of("source", new FileShape(text -> {}), "The file of its source.").like("geo.js");
  static final Field<String> CODE =
      Field.of(
          "code",
          Scalars.text("the source of a handler", 1 << 20, text -> text),
          "Its source, in place of a file.");
  static final Field<RunOn> RUN_ON =
      Field.of(
              "run-on",
              Scalars.choice(RunOn.class),
              "worker: threads that do nothing else. loop: the thread that serves the exchange, and"
                  + " many others, for classes in Java, functions in JavaScript and WebAssembly"
                  + " that take microseconds.")
          .or(RunOn.WORKER);
  static final Field<OnFailure> ON_FAILURE =
      Field.of(
              "on-failure",
              Scalars.choice(OnFailure.class),
              "What becomes of a request when it throws or reaches a limit. closed: an error that"
                  + " names it in Proxy-Status. open: the request goes on as if it were not there.")
          .or(OnFailure.CLOSED);

  static final Field<Boolean> BODY =
      Field.of(
              "body",
              Scalars.BOOLEAN,
              "Whether it reads bodies: then the content of the message that its hook is about is"
                  + " collected before it is called, up to body-bytes.")
          .or(false);
  static final Field<List<String>> FETCH =
      Field.of(
              "fetch",
              ListShape.of(
                  Scalars.text("a host that may be asked", 300, FetchHosts::entry), 0, 100),
              "The servers that a module may ask with fetch(): names, *.name for all below one, or"
                  + " addresses, each with a port where it is not the scheme's. Addresses that are"
                  + " not public are reached only where they are listed by themselves.")
          .or(List.of())
          .like("[api.example.com, \"*.example.org\"]");

  static final Field<List<CronExpression>> SCHEDULES =
      Field.of(
              "schedules",
              ListShape.of(
                  Scalars.text(
                      "a cron expression of five fields (minute, hour, day of the month, month, day"
                          + " of the week), in UTC",
                      200,
                      CronExpression::parse),
                  0,
                  20),
              "When it is called by itself, once in the fleet each time: cron expressions, in UTC.")
          .or(List.of())
          .like("[\"*/15 * * * *\", \"0 3 * * mon-fri\"]");

  /** One field for each {@link HandlerLimit}. */
  static final Map<HandlerLimit, Field<Long>> LIMIT_FIELDS = limitFields();

  static final Field<Settings> LIMITS =
      Field.of(
          "limits",
          new ObjectShape(
              "handler-limits", "What a handler may cost.", new ArrayList<>(LIMIT_FIELDS.values())),
          "What it may cost.");
  static final Field<Map<String, Settings>> HANDLERS =
      Field.of(
          "handlers",
          new MapShape<>(
              "a handler's id",
              Texts::handlerId,
              ObjectShape.of(
                  "handler",
                  "Code of your own that rules run (docs/handlers.md).",
                  SOURCE,
                  CODE,
                  KIND,
                  RUN_ON,
                  ON_FAILURE,
                  BODY,
                  LIMITS,
                  BindingShape.BINDINGS,
                  FETCH,
                  SCHEDULES),
              1_000),
          "Handlers by id.");

  static final Field<String> VIEWER_REQUEST =
      Field.of(
              "viewer-request",
              Texts.NAME,
              "The handler that is called when a request has been let in, before the cache is"
                  + " asked, by its id in handlers.")
          .like("geo")
          .removable();
  static final Field<String> VIEWER_RESPONSE =
      Field.of(
              "viewer-response",
              Texts.NAME,
              "The handler that is called before a response with a status below 400 is sent, by"
                  + " its id in handlers.")
          .like("headers")
          .removable();
  static final Field<String> ORIGIN_REQUEST =
      Field.of(
              "origin-request",
              Texts.NAME,
              "The handler that is called before a request goes to the origin, by its id in"
                  + " handlers.")
          .like("sign")
          .removable();
  static final Field<String> ORIGIN_RESPONSE =
      Field.of(
              "origin-response",
              Texts.NAME,
              "The handler that is called when the origin has answered or failed, before anything"
                  + " is stored, by its id in handlers.")
          .like("errors")
          .removable();

  /** What a level may say of hooks, in the order in which they run. */
  static final List<Field<String>> HOOKS =
      List.of(VIEWER_REQUEST, ORIGIN_REQUEST, ORIGIN_RESPONSE, VIEWER_RESPONSE);

  private HandlerShape() {}

  private static Map<HandlerLimit, Field<Long>> limitFields() {
    Map<HandlerLimit, Field<Long>> fields = new EnumMap<>(HandlerLimit.class);
    for (HandlerLimit limit : HandlerLimit.values()) {
      ScalarShape<Long> shape =
          switch (limit.unit()) {
            case BYTES -> Scalars.size(limit.min(), limit.max());
            case MILLISECONDS -> Scalars.duration(limit.min(), limit.max());
            case COUNT -> Scalars.count(limit.min(), limit.max());
          };
      fields.put(limit, Field.of(limit.key(), shape, limit.description()).or(limit.byDefault()));
    }
    return fields;
  }
}
