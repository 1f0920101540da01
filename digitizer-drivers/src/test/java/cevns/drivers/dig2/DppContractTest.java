package cevns.drivers.dig2;

/** What every live driver must do, done with individual triggers through a bad network. */
class DppContractTest extends BoardContract {

    @Override
    String board() {
        return "firmware = dpp_psd";
    }

    @Override
    String options() {
        return "firmware = dpp_psd";
    }
}
