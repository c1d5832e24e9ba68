package dev.skerry.handler.testing;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.handler.ViewerResponseHandler;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;

/** The handler of the handbook (docs/handlers-java.md), and of the tests of the kit. */
public final class CountryRedirect implements ViewerRequestHandler, ViewerResponseHandler {
  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    String country = request.fields().first("x-country");
    if (country == null) {
      return Verdict.continueWith(request);
    }
    if (request.path().equals("/")) {
      context.log("to " + country);
      Fields fields = Fields.of("location", "/" + country + "/", "cache-control", "no-store");
      return Verdict.respond(new Response(302, fields));
    }
    request.fields().remove("x-country");
    return Verdict.continueWith(request, Directions.NONE.withKeyPart(country));
  }

  @Override
  public Verdict onViewerResponse(Request request, Response response, HandlerContext context) {
    response.fields().set("x-served-at", context.now().toString());
    return Verdict.change(response);
  }
}
