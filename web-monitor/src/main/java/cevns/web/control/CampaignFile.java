package cevns.web.control;

import cevns.analysis.monitor.CampaignJson;
import cevns.analysis.monitor.CampaignState;
import cevns.daq.config.InvalidConfig;
import cevns.daq.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file {@code campaign.json.gz} of a run: the states of its campaign after it. It is derived, a
 * replay makes it again. It is packed because no one is to come across its counts: those of a blind
 * run are in it, as they are in the run's records.
 */
final class CampaignFile {

    /** No state is near this size; a file that unpacks to more is damaged [bytes]. */
    private static final int MOST_BYTES = 1 << 26;

    private CampaignFile() {}

    /** Keeps states; those of other analyses that stand in the file stay. Nothing for none. */
    static void keep(RunDirectory run, List<CampaignState> states) throws IOException {
        if (states.isEmpty()) {
            return;
        }
        List<CampaignState> all = new ArrayList<>(states);
        for (CampaignState old : readable(run)) {
            if (states.stream().noneMatch(state -> isOfOneAnalysis(state, old))) {
                all.add(old);
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(CampaignJson.text(all).getBytes(StandardCharsets.UTF_8));
        }
        Path fresh = run.path().resolve("campaign.json.gz.new");
        Files.write(fresh, packed.toByteArray());
        Files.move(fresh, run.campaign(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOfOneAnalysis(CampaignState a, CampaignState b) {
        return a.name().equals(b.name())
                && a.hash().equals(b.hash())
                && a.timeLapse() == b.timeLapse();
    }

    /** The states in the file; none where it is absent or damaged. */
    static List<CampaignState> readable(RunDirectory run) {
        try {
            return Files.exists(run.campaign()) ? read(run) : List.of();
        } catch (IOException | InvalidConfig e) {
            return List.of();
        }
    }

    /**
     * The states in the file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidConfig if it holds something else
     */
    private static List<CampaignState> read(RunDirectory run) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(run.campaign()))) {
            byte[] text = in.readNBytes(MOST_BYTES);
            return CampaignJson.read(
                    new String(text, StandardCharsets.UTF_8), run.campaign().toString());
        }
    }
}
