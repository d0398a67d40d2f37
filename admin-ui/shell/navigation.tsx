import { Link } from "@tanstack/react-router";
import { navSections, type NavSection } from "../strings.ts";
import { CollectionLinks } from "./collection-links.tsx";
import styles from "./navigation.module.css";
import { useNavEntries, type NavPlace } from "./nav-entries.ts";

/** The side bar's links: every page that says where it stands, and the collections. */
export function Navigation() {
  const places = useNavEntries();
  return (
    <div className={styles.navigation}>
      {(Object.keys(navSections) as NavSection[]).map((section) => (
        <Section
          key={section}
          section={section}
          places={places.filter((place) => place.section === section)}
        />
      ))}
    </div>
  );
}

function Section({ section, places }: { section: NavSection; places: readonly NavPlace[] }) {
  if (places.length === 0 && section !== "data") return null;
  return (
    <nav className={styles.section} aria-label={navSections[section]}>
      {section !== "overview" && (
        <div className={styles.title} aria-hidden>
          {navSections[section]}
        </div>
      )}
      {places.map(({ path, title, icon: Icon }) => (
        <Link key={path} to={path} className={styles.link} activeOptions={{ exact: path === "/" }}>
          <Icon size={17} stroke={1.7} />
          <span>{title}</span>
        </Link>
      ))}
      {section === "data" && <CollectionLinks />}
    </nav>
  );
}
