package dev.skerry.control.admin;

import dev.skerry.edge.admin.AuditLog;
import dev.skerry.edge.admin.Callers;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.KeptAnswers;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What an admin API keeps on an engine, and the endpoints about that. */
public final class ControlAdmin {
  private final Tokens tokens;
  private final EngineAudit audit;
  private final EngineAnswers answers;

  /** That of an engine, which stays the caller's and open for longer. */
  public ControlAdmin(Engine engine, MasterKey master, InstantSource clock) {
    this.tokens = new Tokens(engine, clock);
    this.audit = new EngineAudit(engine, clock);
    this.answers = new EngineAnswers(engine, master, clock);
  }

  /** Who bears a token that was made. */
  public Callers callers() {
    return tokens;
  }

  /** Where changes are written down. */
  public AuditLog audit() {
    return audit;
  }

  /** The answers to calls that may be made again. */
  public KeptAnswers answers() {
    return answers;
  }

  /** {@code /v1/tokens} and {@code /v1/audit}. */
  public List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>(TokenCalls.endpoints(tokens));
    endpoints.add(AuditCalls.endpoint(audit));
    return endpoints;
  }
}
