package dev.skerry.edge.admin;

import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import java.util.function.Consumer;

/** The lines of a node's handlers, as the admin API asks for them. */
public interface TailService {
  /** Whether there is such a handler. */
  boolean has(String handler);

  /** Answers as {@link HandlerTail#ask} does. */
  void ask(HandlerTail.Asked asked, Consumer<HandlerLines> answer);
}
