package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.{{interface}};
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;

/** An edge calls this at {{hook}}. */
public final class EdgeHandler implements {{interface}} {
  @Override
  public Verdict {{method}}(Request request, HandlerContext context) {
    // A page that has moved: the handler answers, and nobody else is asked.
    if (request.path().equals("/old")) {
      return Verdict.respond(new Response(301, Fields.of("location", "/new")));
    }

    // The address of a folder means its index page.
    if (request.path().endsWith("/")) {
      context.log("index page of " + request.path());
      request.path(request.path() + "index.html");
    }
    return Verdict.continueWith(request);
  }
}
