package cevns.web.dashboard;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Files of the page, from the class path. Each is read and packed once and then answered from
 * memory; a browser that has it already gets 304. Vert.x's own handler does neither, and unpacks
 * the class path into the temporary directory.
 */
final class Assets implements Handler<RoutingContext> {

    /** No dot but the one of the ending and that of versions, so no way out of the folder. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9-]+(?:[./][a-z0-9-]+)*\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final String folder;
    private final String cacheControl;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    private record Asset(String type, String tag, Buffer plain, Buffer gzip) {}

    private Assets(String folder, String cacheControl) {
        this.folder = folder;
        this.cacheControl = cacheControl;
    }

    /** Files that may change with the next start: the browser asks each time if they have. */
    static Assets revalidated(String folder) {
        return new Assets(folder, "no-cache");
    }

    /** Files with their version in the path: the browser keeps them for a year. */
    static Assets immutable(String folder) {
        return new Assets(folder, "public, immutable, max-age=31536000");
    }

    /** Reads and packs a file before the first browser asks for it. */
    void prepare(String name) {
        if (asset(name) == null) {
            throw new IllegalStateException(folder + "/" + name + " is not on the class path");
        }
    }

    @Override
    public void handle(RoutingContext context) {
        answer(context, context.pathParam("*"));
    }

    /** Answers with one file of the folder, 404 when there is none. */
    void answer(RoutingContext context, String name) {
        Asset asset = name == null ? null : asset(name);
        if (asset == null) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader("cache-control", cacheControl);
        response.putHeader("etag", asset.tag);
        response.putHeader("vary", "accept-encoding");
        if (asset.tag.equals(context.request().getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", asset.type);
        String accepted = context.request().getHeader("accept-encoding");
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader("content-encoding", "gzip").end(asset.gzip);
        } else {
            response.end(asset.plain);
        }
    }

    private Asset asset(String name) {
        return NAME.matcher(name).matches() ? assets.computeIfAbsent(name, this::read) : null;
    }

    private Asset read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new Asset(type, tag(bytes), Buffer.buffer(bytes), Buffer.buffer(gzip(bytes)));
        } catch (IOException e) {
            return null;
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (OutputStream packed =
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }
}
