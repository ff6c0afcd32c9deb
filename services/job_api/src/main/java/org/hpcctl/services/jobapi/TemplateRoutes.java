package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.jobapi.store.Templates;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.database.Database;

/// Scripts for others to run with values of their own: everybody may use them, those with the
/// permission write them.
record TemplateRoutes(Rights rights, Submitter submitter, Database database) {
  private static final String PATH = "/api/jobs/templates";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  List<Route> routes() {
    Access own = Access.permitted(Rights.OWN);
    Access author = Access.permitted("jobs.templates");
    return List.of(
        Route.get(PATH, own, _ -> list()),
        Route.get(PATH + "/{name}", own, call -> Answer.ok(definition(call))),
        Route.put(PATH + "/{name}", author, this::put),
        Route.delete(PATH + "/{name}", author, this::delete),
        Route.post(PATH + "/{name}/preview", own, this::preview),
        Route.post(PATH + "/{name}/jobs", own, this::submit).limited(Rights.DEEDS));
  }

  private Answer list() {
    List<ObjectNode> all = database.read(handle -> new Templates(handle).all());
    ObjectNode json = Json.object();
    json.set("templates", Json.array().addAll(all));
    return Answer.ok(json);
  }

  private Answer put(Call call) {
    String name = name(call);
    ObjectNode definition = Json.object().put("name", name);
    definition.setAll(call.body(JobTemplate::read).json());
    database.write(
        handle -> {
          new Templates(handle).put(name, definition, call.caller().username(), Instant.now());
          return true;
        });
    return Answer.ok(definition);
  }

  private Answer delete(Call call) {
    String name = name(call);
    if (!database.write(handle -> new Templates(handle).remove(name))) {
      throw unknown();
    }
    return Answer.empty(204);
  }

  private Answer preview(Call call) {
    Submission submission = call.body(kept(call)::submission);
    ObjectNode json = Json.object().put("script", submission.script());
    ObjectNode options = json.putObject("options");
    submission.options().forEach((option, value) -> options.put(option.key(), value));
    ObjectNode environment = json.putObject("environment");
    new TreeMap<>(submission.environment()).forEach(environment::put);
    return Answer.ok(json);
  }

  private Answer submit(Call call) {
    String user = rights.user(call);
    JobTemplate template = kept(call);
    return submitter.submit(call, user, call.body(template::submission));
  }

  /// It was read without fault before it was kept.
  private JobTemplate kept(Call call) {
    ObjectNode definition = definition(call);
    definition.remove("name");
    return JobTemplate.read(Fields.of(definition));
  }

  private ObjectNode definition(Call call) {
    String name = name(call);
    return database
        .read(handle -> new Templates(handle).byName(name))
        .orElseThrow(TemplateRoutes::unknown);
  }

  private static String name(Call call) {
    String name = call.variable("name");
    if (!NAME.matcher(name).matches()) {
      throw unknown();
    }
    return name;
  }

  private static Refusal unknown() {
    return Refusal.notFound("There is no such template.");
  }
}
