package cevns.web;

import cevns.web.control.Command.Action;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Run control of a program that takes data on this machine. */
@Command(
        name = "control",
        description = "Run control of a running run or demo on this machine.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens control pause --who mara --comment \"HV trip\"")
final class ControlCommand implements Callable<Integer> {

    /** Time for a run to be closed and analysed. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final int ATTEMPTS = 2;

    @Parameters(
            paramLabel = "start|stop|pause|resume|subrun|flag|lift|status",
            description =
                    "what is to be done; after flag nothing is counted until lift, the comment says"
                            + " why")
    private String action;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the program's dashboard (default: ${DEFAULT-VALUE})")
    private String url = "http://127.0.0.1:8080";

    @Option(names = "--who", paramLabel = "NAME", description = "your name (default: login)")
    private String who = System.getProperty("user.name", "");

    @Option(names = "--comment", paramLabel = "TEXT", description = "why, for the record")
    private String comment = "";

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        HttpRequest request = request();
        HttpResponse<String> response = send(request, 1);
        JsonObject answer = read(response);
        if (json) {
            System.out.println(answer.encode());
        } else {
            print(answer);
        }
        if (response.statusCode() == 400) {
            return Main.WRONG;
        }
        return response.statusCode() == 200 ? 0 : Main.FAILED;
    }

    private HttpRequest request() {
        HttpRequest.Builder builder;
        try {
            String base = url.endsWith("/") ? url : url + "/";
            builder = HttpRequest.newBuilder(URI.create(base).resolve("api/control"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url " + url + ": an address such as http://127.0.0.1:8080");
        }
        builder.timeout(PATIENCE);
        if (action.equals("status")) {
            return builder.GET().build();
        }
        JsonObject body =
                new JsonObject()
                        .put("action", known(action).word())
                        .put("who", who)
                        .put("comment", comment)
                        .put("id", UUID.randomUUID().toString());
        return builder.header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }

    private Action known(String word) {
        for (Action each : Action.values()) {
            if (each.word().equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                word + ": start, stop, pause, resume, subrun, flag, lift or status is expected");
    }

    /** Sends it again once when the connection broke: by its id it is not done twice. */
    private HttpResponse<String> send(HttpRequest request, int attempt)
            throws IOException, InterruptedException {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + url + ": is a run or demo running?", e);
        } catch (HttpTimeoutException e) {
            throw new IOException(
                    "no answer from " + url + " in " + PATIENCE.toSeconds() + " s", e);
        } catch (IOException e) {
            if (attempt < ATTEMPTS) {
                return send(request, attempt + 1);
            }
            throw new IOException("the connection to " + url + " broke: " + e.getMessage(), e);
        }
    }

    private JsonObject read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() == 404 || response.statusCode() == 405) {
            throw new IOException(url + " takes no runs (a replay?)");
        }
        try {
            return new JsonObject(response.body());
        } catch (DecodeException e) {
            throw new IOException(url + " does not speak as sevens does", e);
        }
    }

    private static void print(JsonObject answer) {
        if (answer.containsKey("text")) {
            System.out.println(answer.getString("text"));
        }
        if (answer.containsKey("state")) {
            Integer run = answer.getInteger("run");
            String reason = answer.getString("reason");
            System.out.println(
                    "goal "
                            + answer.getString("goal")
                            + ", state "
                            + answer.getString("state")
                            + (run == null ? "" : ", run " + run)
                            + (reason.isEmpty() ? "" : ": " + reason));
        }
    }
}
