package dev.skerry.edge.admin;

/** Answers the calls of one method and path; runs on a virtual thread and may block. */
@FunctionalInterface
interface Endpoint {
  AdminAnswer answer(AdminRequest request) throws ProblemException;
}
