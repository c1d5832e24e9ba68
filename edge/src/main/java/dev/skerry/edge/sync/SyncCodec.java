package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a control plane and an edge say to each other, as lines of JSON: UTF-8, one object a line,
 * names in snake case, no member that is not known. Both sides use this class.
 */
public final class SyncCodec {
  /** Octets of a line, its end included. */
  public static final int LINE_BYTES_MAX = 16 << 20;

  /** Reports that one call may bring. */
  public static final int REPORTS_MAX = 1_000;

  /** Characters of a name: of an edge, a control plane, a program's version. */
  static final int NAME_MAX = 200;

  private SyncCodec() {}

  /**
   * A directive as a line, ended by a line feed.
   *
   * @throws IllegalArgumentException if it does not fit into a line, or is a purge with several
   *     expressions
   */
  public static byte[] write(Directive directive) {
    return WireJson.write(DirectiveForm.write(directive));
  }

  /**
   * The directive of a line, with or without its end.
   *
   * @throws SyncException if it is none
   */
  public static Directive directive(byte[] line) throws SyncException {
    return DirectiveForm.read(WireJson.read(line));
  }

  /** A report as a line, ended by a line feed. */
  public static byte[] write(Report report) {
    return WireJson.write(ReportForm.write(report));
  }

  /**
   * The report of a line, with or without its end.
   *
   * @throws SyncException if it is none
   */
  public static Report report(byte[] line) throws SyncException {
    return ReportForm.read(WireJson.read(line));
  }

  /**
   * The reports of a request's content, a line each.
   *
   * @throws SyncException if one of them is none; then none of them counts
   */
  public static List<Report> reports(byte[] content) throws SyncException {
    List<Report> reports = new ArrayList<>();
    try {
      LineReader lines = new LineReader(new ByteArrayInputStream(content));
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (reports.size() == REPORTS_MAX) {
          throw new SyncException("more than " + REPORTS_MAX + " reports at once");
        }
        reports.add(report(line));
      }
    } catch (SyncException e) {
      throw e;
    } catch (IOException e) {
      throw new SyncException(String.valueOf(e.getMessage()));
    }
    return reports;
  }

  /** A bundle as a line, ended by a line feed: for who keeps it. */
  public static byte[] write(Bundle bundle) {
    ObjectNode object = WireJson.object();
    DirectiveForm.write(bundle, object);
    return WireJson.write(object);
  }

  /**
   * The bundle of a line, with or without its end.
   *
   * @throws SyncException if it is none
   */
  public static Bundle bundle(byte[] line) throws SyncException {
    return DirectiveForm.bundle(WireJson.read(line));
  }
}
