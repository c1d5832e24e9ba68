package dev.skerry.edge.sync;

import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports as JSON objects, each with its {@code type}. */
final class ReportForm {
  private static final int SITES_MAX = 1_001;

  private ReportForm() {}

  static ObjectNode write(Report report) {
    ObjectNode object = WireJson.object();
    switch (report) {
      case Report.Applied(long sequence) -> object.put("type", "applied").put("sequence", sequence);
      case Report.InForce(long version, List<String> needsRestart) -> {
        object.put("type", "in_force").put("version", version);
        texts(object.putArray("needs_restart"), needsRestart);
      }
      case Report.Refused(long version, List<String> problems) -> {
        object.put("type", "refused").put("version", version);
        texts(object.putArray("problems"), problems);
      }
      case Report.Counted(long question, long matched, long notLookedAt) ->
          object
              .put("type", "counted")
              .put("question", question)
              .put("matched", matched)
              .put("not_looked_at", notLookedAt);
      case Report.Lines(long question, var lines) ->
          HandlerLinesForm.write(lines, object.put("type", "lines").put("question", question));
      case Report.Offered(ScheduledRun run, boolean taken) ->
          DirectiveForm.write(run, object.put("type", "offered").put("taken", taken));
      case Report.Ran(ScheduledRun run, String failure) ->
          DirectiveForm.write(run, object.put("type", "ran").put("failure", failure));
      case Report.Vitals(EdgeVitals vitals) -> write(vitals, object.put("type", "vitals"));
    }
    return object;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static void write(EdgeVitals vitals, ObjectNode object) {
    object
        .put("at_millis", vitals.atMillis())
        .put("started_at_millis", vitals.startedAtMillis())
        .put("state", vitals.state())
        .put("connections", vitals.connections())
        .put("memory_bytes", vitals.memoryBytes())
        .put("memory_limit_bytes", vitals.memoryLimitBytes())
        .put("disk_bytes", vitals.diskBytes())
        .put("disk_limit_bytes", vitals.diskLimitBytes())
        .put("disk_trouble", vitals.diskTrouble())
        .put("handler_calls", vitals.handlers().calls())
        .put("handler_failures", vitals.handlers().failures());
    ArrayNode sites = object.putArray("sites");
    for (SiteVitals site : vitals.sites()) {
      ArrayNode latencies =
          sites
              .addObject()
              .put("site", site.site())
              .put("requests", site.requests())
              .put("hits", site.hits())
              .put("bytes", site.bytes())
              .put("client_errors", site.clientErrors())
              .put("server_errors", site.serverErrors())
              .putArray("latencies");
      site.latencies().forEach(latencies::add);
    }
  }

  static Report read(Members members) throws SyncException {
    String type = members.text("type");
    Report report =
        switch (type) {
          case "applied" -> new Report.Applied(members.number("sequence", 0));
          case "in_force" ->
              new Report.InForce(
                  members.number("version", 1), members.texts("needs_restart", true));
          case "refused" -> refused(members);
          case "counted" ->
              new Report.Counted(
                  members.number("question", 0),
                  members.number("matched", 0),
                  members.number("not_looked_at", -1));
          case "lines" ->
              new Report.Lines(members.number("question", 0), HandlerLinesForm.lines(members));
          case "offered" -> new Report.Offered(DirectiveForm.run(members), members.flag("taken"));
          case "ran" -> new Report.Ran(DirectiveForm.run(members), members.text("failure"));
          case "vitals" -> new Report.Vitals(vitals(members));
          default -> throw new SyncException("/type: no report is called '" + type + "'");
        };
    members.end();
    return report;
  }

  private static Report.Refused refused(Members members) throws SyncException {
    long version = members.number("version", 1);
    List<String> problems = members.texts("problems", true);
    if (problems.isEmpty()) {
      throw members.wrong("problems", "expected at least one");
    }
    return new Report.Refused(version, problems);
  }

  private static EdgeVitals vitals(Members members) throws SyncException {
    List<SiteVitals> sites = new ArrayList<>();
    List<Members> told = members.objects("sites");
    if (told.size() > SITES_MAX) {
      throw members.wrong("sites", told.size() + " of them, expected at most " + SITES_MAX);
    }
    for (Members site : told) {
      sites.add(site(site));
    }
    return new EdgeVitals(
        members.number("at_millis", 0),
        members.number("started_at_millis", 0),
        members.text("state"),
        members.number("connections", 0),
        members.number("memory_bytes", 0),
        members.number("memory_limit_bytes", 0),
        members.number("disk_bytes", 0),
        members.number("disk_limit_bytes", 0),
        members.text("disk_trouble"),
        handlers(members),
        sites);
  }

  /** Edges of before do not tell. */
  private static HandlerVitals handlers(Members members) throws SyncException {
    return members.has("handler_calls")
        ? new HandlerVitals(
            members.number("handler_calls", 0), members.number("handler_failures", 0))
        : HandlerVitals.NONE;
  }

  private static SiteVitals site(Members members) throws SyncException {
    SiteVitals site =
        new SiteVitals(
            members.text("site"),
            members.number("requests", 0),
            members.number("hits", 0),
            members.number("bytes", 0),
            members.number("client_errors", 0),
            members.number("server_errors", 0),
            members.numbers("latencies"));
    members.end();
    int classes = SiteVitals.LATENCY_BOUNDS_MICROS.size() + 1;
    if (site.latencies().size() != classes) {
      throw members.wrong("latencies", "expected " + classes + " numbers");
    }
    return site;
  }
}
