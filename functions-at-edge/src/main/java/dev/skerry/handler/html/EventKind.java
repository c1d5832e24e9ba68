package dev.skerry.handler.html;

/** What handlers are told of. */
public enum EventKind {
  DOCTYPE,
  ELEMENT,
  END_TAG,
  COMMENT,
  TEXT,
  END
}
