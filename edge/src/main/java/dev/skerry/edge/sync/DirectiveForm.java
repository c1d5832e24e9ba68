package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Directives as JSON objects, each with its {@code type}. */
final class DirectiveForm {
  private static final Logger log = LoggerFactory.getLogger(DirectiveForm.class);

  private DirectiveForm() {}

  static ObjectNode write(Directive directive) {
    ObjectNode object = WireJson.object();
    switch (directive) {
      case Directive.Welcome(
              String controlPlane,
              long now,
              long latest,
              long latestAt,
              long beat) ->
          object
              .put("type", "welcome")
              .put("control_plane", controlPlane)
              .put("now_millis", now)
              .put("latest", latest)
              .put("latest_at_millis", latestAt)
              .put("beat_millis", beat);
      case Directive.Configure(long version, Bundle bundle) -> {
        object.put("type", "configure").put("version", version);
        write(bundle, object.putObject("bundle"));
      }
      case Directive.Order(Purge purge) -> {
        object
            .put("type", "purge")
            .put("sequence", purge.sequence())
            .put("at_millis", purge.atMillis());
        PurgeForm.write(purge, object);
      }
      case Directive.Forgotten(long upTo, long at) ->
          object.put("type", "forgotten").put("up_to", upTo).put("at_millis", at);
      case Directive.Current(long sequence) ->
          object.put("type", "current").put("sequence", sequence);
      case Directive.Beat(long now) -> object.put("type", "beat").put("now_millis", now);
      case Directive.Count(long question, Purge purge) -> {
        object.put("type", "count").put("question", question).put("at_millis", purge.atMillis());
        PurgeForm.write(purge, object);
      }
      case Directive.Tail(long question, var asked) ->
          HandlerLinesForm.write(asked, object.put("type", "tail").put("question", question));
      case Directive.Offer(ScheduledRun run) -> write(run, object.put("type", "offer"));
      case Directive.Begin(ScheduledRun run) -> write(run, object.put("type", "begin"));
      case Directive.Revoked() -> object.put("type", "revoked");
    }
    return object;
  }

  /** A run as members of an object. */
  static ObjectNode write(ScheduledRun run, ObjectNode object) {
    return object
        .put("handler", run.handler())
        .put("cron", run.cron())
        .put("at_millis", run.atMillis());
  }

  static ScheduledRun run(Members members) throws SyncException {
    return new ScheduledRun(
        members.text("handler"), members.text("cron"), members.number("at_millis", 0));
  }

  static void write(Bundle bundle, ObjectNode object) {
    object.put("name", bundle.name()).put("document", bundle.document());
    ObjectNode files = object.putObject("files");
    new TreeMap<>(bundle.files())
        .forEach((name, content) -> files.put(name, Base64.getEncoder().encodeToString(content)));
    ObjectNode variables = object.putObject("variables");
    new TreeMap<>(bundle.variables()).forEach(variables::put);
  }

  static Directive read(Members members) throws SyncException {
    String type = members.text("type");
    if (type.equals("purge")) {
      return order(members);
    }
    Directive directive =
        switch (type) {
          case "welcome" -> welcome(members);
          case "configure" ->
              new Directive.Configure(
                  members.number("version", 1), bundle(members.object("bundle")));
          case "forgotten" ->
              new Directive.Forgotten(members.number("up_to", 0), members.number("at_millis", 0));
          case "current" -> new Directive.Current(members.number("sequence", 0));
          case "beat" -> new Directive.Beat(members.number("now_millis", 0));
          case "count" ->
              new Directive.Count(
                  members.number("question", 0),
                  PurgeForm.read(members, 1, members.number("at_millis", 0)));
          case "tail" ->
              new Directive.Tail(members.number("question", 0), HandlerLinesForm.asked(members));
          case "offer" -> new Directive.Offer(run(members));
          case "begin" -> new Directive.Begin(run(members));
          case "revoked" -> new Directive.Revoked();
          default -> throw new SyncException("/type: no directive is called '" + type + "'");
        };
    members.end();
    return directive;
  }

  /**
   * A purge; where its number and moment can be read and what it selects cannot, as of a newer
   * control plane, everything of its site: it would be told again and again else, and what is
   * behind it never.
   */
  private static Directive.Order order(Members members) throws SyncException {
    long sequence = members.number("sequence", 1);
    long atMillis = members.number("at_millis", 0);
    try {
      Purge purge = PurgeForm.read(members, sequence, atMillis);
      members.end();
      return new Directive.Order(purge);
    } catch (SyncException e) {
      String site = PurgeForm.siteOfUnreadable(members);
      log.error(
          "purge {} cannot be read, {} is purged instead: {}",
          sequence,
          site == null ? "everything" : "everything of the site " + site,
          e.getMessage());
      return new Directive.Order(
          new Purge(sequence, atMillis, site, List.of(new Selector.Everything()), false));
    }
  }

  private static Directive.Welcome welcome(Members members) throws SyncException {
    String controlPlane = members.text("control_plane");
    if (controlPlane.isEmpty() || controlPlane.length() > SyncCodec.NAME_MAX) {
      throw members.wrong("control_plane", "expected 1 to " + SyncCodec.NAME_MAX + " characters");
    }
    return new Directive.Welcome(
        controlPlane,
        members.number("now_millis", 0),
        members.number("latest", 0),
        members.number("latest_at_millis", 0),
        members.number("beat_millis", 1));
  }

  static Bundle bundle(Members members) throws SyncException {
    Bundle bundle =
        new Bundle(
            members.text("name"),
            members.text("document"),
            members.object("files").allOctets(),
            members.object("variables").allTexts());
    members.end();
    return bundle;
  }
}
