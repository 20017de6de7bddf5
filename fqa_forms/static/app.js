// Starts the behaviour of the GOV.UK components on the page.
import { initAll } from "./vendor/govuk-frontend.min.js";

initAll();
