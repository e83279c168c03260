import { router } from "@shared/ui/router.tsx";

export const { place, path } = router({
  projects: "/console/",
  signIn: "/console/sign-in",
  signUp: "/console/sign-up",
  project: "/console/projects/:project",
});
